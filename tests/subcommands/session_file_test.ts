import assert from "node:assert/strict";
import { join } from "node:path";
import type { SavedSession } from "../../client/resume/saved_session.ts";
import { openSessionFile } from "../../subcommands/session_file.ts";

const session: SavedSession = {
  token: "secret",
  nick: "ann",
  rooms: ["lobby"],
  seqs: new Map([["lobby", 4]]),
};
const address = { host: "::1", port: 5000 };

/** A directory for settings, gone at the end, and what was warned of. */
class Settings implements Disposable {
  readonly path = join(Deno.makeTempDirSync(), "chatroom");
  readonly warnings: string[] = [];

  open(nick = "ann", about = address, kind: "terminal" | "pipe" = "terminal") {
    return openSessionFile({
      directory: () => this.path,
      address: about,
      nick,
      kind,
      warn: (text) => this.warnings.push(text),
    });
  }

  get files(): string[] {
    return [...Deno.readDirSync(join(this.path, "sessions"))].map(({ name }) => name).toSorted();
  }

  file(ending: string, use = "terminal"): string {
    const isIt = (name: string) => name.endsWith(ending) && name.includes(`-${use}-`);
    const name = this.files.find(isIt) ?? assert.fail(`No ${ending}`);
    return join(this.path, "sessions", name);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(join(this.path, ".."), { recursive: true });
  }
}

Deno.test("openSessionFile() keeps a session for the next run, for its owner alone", () => {
  using settings = new Settings();
  {
    using first = settings.open() ?? assert.fail();
    assert.equal(first.load(), undefined);
    first.save({ ...session, nick: "bob" });
    first.save(session);
  }
  using second = settings.open() ?? assert.fail();
  assert.deepEqual(second.load(), session);
  const kept = (name: string) => name.replace(/^.*-(\w+)-\w+\./, "$1.");
  assert.deepEqual(settings.files.map(kept), ["person.json", "terminal.json", "terminal.lock"]);
  assert.deepEqual(settings.warnings, []);
  if (Deno.build.os === "windows") return;
  const files = [settings.file(".json"), settings.file(".json", "person"), settings.file(".lock")];
  const modes = [settings.path, ...files]
    .map((path) => (Deno.statSync(path).mode ?? 0) & 0o777);
  assert.deepEqual(modes, [0o700, 0o600, 0o600, 0o600]);
});

Deno.test("openSessionFile() leaves no lock behind, and nothing where nobody came in", () => {
  using settings = new Settings();
  settings.open()?.[Symbol.dispose]();
  assert.equal(settings.files.length, 0);
  {
    using first = settings.open() ?? assert.fail();
    first.save(session);
  }
  assert.deepEqual(settings.files.map((name) => name.replace(/.*\./, ".")), [".json", ".json"]);
});

Deno.test("openSessionFile() has a further client be the same person, and go on where the first one is", () => {
  using settings = new Settings();
  using first = settings.open() ?? assert.fail();
  first.save(session);
  using second = settings.open("ANN") ?? assert.fail("the nick is the same");
  assert.deepEqual(second.load(), session);
  second.save({ ...session, rooms: ["dev"], seqs: new Map([["dev", 9]]) });
  assert.deepEqual(first.load(), session, "each has its own place");
  first.save({ ...session, nick: "anna", formerNicks: ["ann"] });
  assert.deepEqual(second.load(), {
    ...{ token: "secret", nick: "anna", formerNicks: ["ann"] },
    ...{ rooms: ["dev"], seqs: new Map([["dev", 9]]) },
  });
  assert.deepEqual(settings.warnings, []);
});

Deno.test("openSessionFile() has a script be the same person, which begins where it is itself", () => {
  using settings = new Settings();
  using terminal = settings.open() ?? assert.fail();
  terminal.save(session);
  {
    using script = settings.open("ann", address, "pipe") ?? assert.fail();
    assert.deepEqual(script.load(), { ...session, rooms: [], seqs: new Map() });
    script.save({ ...session, seqs: new Map([["lobby", 2]]) });
  }
  using again = settings.open("ann", address, "pipe") ?? assert.fail();
  assert.deepEqual(again.load()?.seqs, new Map([["lobby", 2]]));
  assert.deepEqual(terminal.load(), session);
});

Deno.test("openSessionFile() goes by the terminal's session where an earlier version kept one for each", () => {
  using settings = new Settings();
  for (const [kind, token] of [["terminal", "of ann"], ["pipe", "of ann2"]] as const) {
    using opened = settings.open("ann", address, kind) ?? assert.fail();
    opened.save({ ...session, token });
    Deno.removeSync(settings.file(".json", "person"));
  }
  {
    using script = settings.open("ann", address, "pipe") ?? assert.fail();
    const loaded = script.load() ?? assert.fail();
    assert.deepEqual([loaded.token, loaded.seqs.size], ["of ann", 0], "it was somebody else's");
    script.save(loaded);
  }
  using terminal = settings.open() ?? assert.fail();
  assert.deepEqual(terminal.load(), { ...session, token: "of ann" });
});

Deno.test("openSessionFile() lets the one count that was kept first where two become somebody new", () => {
  using settings = new Settings();
  using first = settings.open() ?? assert.fail();
  using second = settings.open() ?? assert.fail();
  assert.deepEqual([first.load(), second.load()], [undefined, undefined]);
  first.save(session);
  second.save({ ...session, token: "another", nick: "ann2" });
  for (const each of [first, second]) assert.equal(each.load()?.token, session.token);
  first.save({ ...session, token: "newer" });
  const newer = { ...session, token: "newer" };
  assert.deepEqual(second.load(), newer, "what it has read was as another one");
});

Deno.test("openSessionFile() keeps a token for encrypted connections once one client does", () => {
  using settings = new Settings();
  using first = settings.open() ?? assert.fail();
  first.save(session);
  using second = settings.open() ?? assert.fail();
  assert.equal(second.load()?.encrypted, undefined);
  first.save({ ...session, encrypted: true });
  second.save({ ...session, nick: "anna" });
  assert.deepEqual([second.load()?.encrypted, second.load()?.nick], [true, "ann"]);
});

Deno.test("openSessionFile() forgets what counts no more, and nothing that is another's", () => {
  using settings = new Settings();
  using first = settings.open() ?? assert.fail();
  first.save(session);
  using second = settings.open() ?? assert.fail();
  second.load();
  second.save(session);
  second.forget();
  assert.deepEqual([first.load(), second.load()], [undefined, undefined]);
  first.save({ ...session, token: "newer" });
  second.save(session);
  second.forget();
  assert.equal(first.load()?.token, "newer");
});

Deno.test("openSessionFile() gives a session to ten clients at a time", () => {
  using settings = new Settings();
  {
    using stack = new DisposableStack();
    for (let count = 0; count < 10; count++) stack.use(settings.open() ?? assert.fail());
    assert.equal(settings.open(), undefined);
  }
  using _again = settings.open() ?? assert.fail();
  assert.deepEqual(settings.warnings, [
    "Who you are here and what you have read is not kept: " +
    "10 other clients that run have the same nick",
  ]);
});

Deno.test("openSessionFile() keeps apart servers, nicks and scripts, however they are written", () => {
  using settings = new Settings();
  using stack = new DisposableStack();
  const nicks = ["ann", "a/b", "a_b", "..", "con", "😀".repeat(32), "x".repeat(32)];
  for (const nick of nicks) stack.use(settings.open(nick) ?? assert.fail(nick));
  for (const about of [{ ...address, port: 5001 }, { ...address, host: "a.example" }]) {
    stack.use(settings.open("ann", about) ?? assert.fail(about.host));
  }
  stack.use(settings.open("ann", address, "pipe") ?? assert.fail("pipe"));
  assert.equal(settings.files.length, nicks.length + 3);
  for (const name of settings.files) assert.match(name, /^[\w-]{1,200}\.lock$/);
});

Deno.test("openSessionFile() takes a broken file for none, and tells so; who one is stands twice", () => {
  using settings = new Settings();
  using opened = settings.open() ?? assert.fail();
  opened.save(session);
  Deno.writeTextFileSync(settings.file(".json"), `{"version":0}`);
  const nowhere = { ...session, rooms: [], seqs: new Map() };
  assert.deepEqual(opened.load(), nowhere, "who one is stands elsewhere");
  assert.equal(settings.warnings.length, 1);
  assert.match(settings.warnings[0] ?? "", /^Begins anew: ".*json": .*version from 1 to 2$/);
  opened.save(session);
  assert.deepEqual(opened.load(), session);
  Deno.writeTextFileSync(settings.file(".json", "person"), "{");
  assert.deepEqual(opened.load(), session);
  assert.equal(settings.warnings.length, 2);
});

Deno.test("openSessionFile() goes on without where nothing can be kept, and tells so once", () => {
  using settings = new Settings();
  Deno.writeTextFileSync(settings.path, "a file");
  assert.equal(settings.open(), undefined);
  assert.match(settings.warnings.join("\n"), /^Who you are here .* is not kept: /);
  Deno.removeSync(settings.path);
  using opened = settings.open() ?? assert.fail();
  Deno.mkdirSync(settings.file(".lock").replace(/lock$/, "json"));
  opened.save(session);
  opened.save(session);
  assert.equal(settings.warnings.length, 2);
  const nowhere = { directory: () => undefined, address, nick: "ann", kind: "pipe" } as const;
  const warn = (text: string) => settings.warnings.push(text);
  assert.equal(openSessionFile({ ...nowhere, warn }), undefined);
  assert.match(settings.warnings.at(-1) ?? "", /There is no home directory/);
});

Deno.test("openSessionFile() leaves a file of a newer version alone, and tells so", () => {
  using settings = new Settings();
  using opened = settings.open() ?? assert.fail();
  opened.save(session);
  const newer = `{"version":3}`;
  Deno.writeTextFileSync(settings.file(".json"), newer);
  const nowhere = { ...session, rooms: [], seqs: new Map() };
  assert.deepEqual(opened.load(), nowhere, "who one is stands elsewhere");
  opened.save(session);
  assert.equal(Deno.readTextFileSync(settings.file(".json")), newer);
  assert.equal(settings.warnings.length, 1);
  assert.match(settings.warnings[0] ?? "", /is not kept: ".*json" was written by a newer version$/);
});
