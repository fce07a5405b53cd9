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

  file(ending: string): string {
    const name = this.files.find((name) => name.endsWith(ending)) ?? assert.fail(`No ${ending}`);
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
  assert.deepEqual(settings.files.map((name) => name.replace(/.*\./, ".")), [".json", ".lock"]);
  assert.deepEqual(settings.warnings, []);
  if (Deno.build.os === "windows") return;
  const modes = [settings.path, settings.file(".json"), settings.file(".lock")]
    .map((path) => (Deno.statSync(path).mode ?? 0) & 0o777);
  assert.deepEqual(modes, [0o700, 0o600, 0o600]);
});

Deno.test("openSessionFile() leaves no lock behind, and nothing where nobody came in", () => {
  using settings = new Settings();
  settings.open()?.[Symbol.dispose]();
  assert.equal(settings.files.length, 0);
  {
    using first = settings.open() ?? assert.fail();
    first.save(session);
  }
  assert.deepEqual(settings.files.map((name) => name.replace(/.*\./, ".")), [".json"]);
});

Deno.test("openSessionFile() gives a session to one client at a time", () => {
  using settings = new Settings();
  {
    using _first = settings.open() ?? assert.fail();
    assert.equal(settings.open("ANN"), undefined, "the nick is the same");
  }
  using _second = settings.open() ?? assert.fail();
  assert.deepEqual(settings.warnings, [
    "Who you are here and what you have read is not kept: " +
    "Another client that runs has the same nick",
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

Deno.test("openSessionFile() takes a broken file for none, and tells so", () => {
  using settings = new Settings();
  using opened = settings.open() ?? assert.fail();
  opened.save(session);
  Deno.writeTextFileSync(settings.file(".json"), `{"version":0}`);
  assert.equal(opened.load(), undefined);
  assert.equal(settings.warnings.length, 1);
  assert.match(settings.warnings[0] ?? "", /^Begins as somebody new: ".*json": .*version 1$/);
  opened.save(session);
  assert.deepEqual(opened.load(), session);
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
  const newer = `{"version":2}`;
  Deno.writeTextFileSync(settings.file(".json"), newer);
  assert.equal(opened.load(), undefined);
  opened.save(session);
  assert.equal(Deno.readTextFileSync(settings.file(".json")), newer);
  assert.equal(settings.warnings.length, 1);
  assert.match(settings.warnings[0] ?? "", /is not kept: ".*json" was written by a newer version$/);
});
