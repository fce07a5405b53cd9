/**
 * Uses an executable as people would: `deno run --allow-all tests/executable.ts ./chatroom [DIRECTORY [DENO]]`. What it
 * keeps is kept in the directory, else in one that goes; DENO is the version that it was compiled with, if that is
 * another one. At the end a table tells what was checked, and what was not and why. Not one of the tests: building the
 * executable takes a while.
 */

import assert from "node:assert/strict";
import { Program } from "./support/program/program.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TemporaryDirectory } from "./support/files/temporary_directory.ts";
import { Tmux, whyNoTmux } from "./ui/tmux.ts";

await using stack = new AsyncDisposableStack();
const [path = "./chatroom", given, deno = Deno.version.deno] = Deno.args;
const directory = given ?? stack.use(await TemporaryDirectory.make()).path;
const executable = Deno.realPathSync(path);
const data = ["--data", `${directory}/data`];
const onWindows = Deno.build.os === "windows";
const isOld = deno.startsWith("2.5.");
/** Where clients keep who they are. */
const env = { HOME: directory, XDG_CONFIG_HOME: `${directory}/settings`, APPDATA: directory };

const start = (...args: string[]) => stack.use(Program.start([executable, ...args], { env }));
const startServer = () =>
  start("server", "--host", "127.0.0.1", "--port", "0", "--log", "json", ...data);

const server = startServer();
const port = await server.record("listening", ({ port }) => Number(port));
const join = async (nick: string) => {
  const client = start("client", `127.0.0.1:${port}`, "--nick", nick);
  await server.record("join", (record) => record.nick === nick || undefined);
  return client;
};
const ann = await join("ann");
const bob = await join("bob");

interface Check {
  readonly name: string;
  /** Empty if it can be checked here. */
  readonly whyNot?: string;
  run(): Promise<void>;
}

const checks: readonly Check[] = [
  {
    name: "what one client says all see",
    async run() {
      ann.write("hello from an executable");
      for (const client of [ann, bob]) {
        assert.equal(await client.line(/hello/), "ann: hello from an executable");
      }
    },
  },
  {
    name: "the server has a key, or says that there is no encryption",
    async run() {
      const fingerprint = server.records[0]?.fingerprint;
      assert.equal(typeof fingerprint, isOld ? "undefined" : "string");
      const isTold = server.records.some(({ event }) => event === "no_encryption");
      assert.equal(isTold, isOld);
      const shown = start("server", "--show-address", ...data);
      assert.equal(await shown.status(), 0, shown.error.items.join("\n"));
      assert.match(shown.out.items.at(-1) ?? "", isOld ? /:\d+$/ : new RegExp(`#${fingerprint}$`));
    },
  },
  {
    name: "a browser gets the page, and all that it names",
    whyNot: isOld ? `Deno ${deno} cannot serve HTTP over the connections of a server` : "",
    async run() {
      const page = await get("/");
      assert.equal(page.status, 200);
      const named = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)];
      assert.ok(named.length > 0);
      for (const [, path = ""] of named) assert.equal((await get(path)).status, 200, path);
    },
  },
  {
    name: "without HTTP the server says so, and whoever speaks it is told how to join",
    whyNot: isOld ? "" : "it has HTTP",
    async run() {
      assert.ok(server.records.some(({ event }) => event === "no_page"));
      const { status, text } = await get("/");
      assert.equal(status, 426);
      assert.match(text, /chatroom client 127\.0\.0\.1:\d+/);
    },
  },
  { name: "a client on a whole screen", whyNot: whyNoTmux(), run: checkFullScreen },
  {
    name: "a search finds the same every time",
    async run() {
      await using client = await RawClient.join(port, "carl");
      for (const id of ["1", "2"]) {
        client.command("search", "executable", { id });
        const { messages } = await client.next("results");
        assert.deepEqual(messages.map(({ text }) => text), ["hello from an executable"], id);
      }
    },
  },
  {
    name: "a client that is started again shows what it missed",
    whyNot: isOld ? `Deno ${deno} has no lock that does not wait` : "",
    async run() {
      await end(bob);
      ann.write("said meanwhile");
      await ann.line(/meanwhile/);
      const again = await join("bob");
      await again.line(/^ann: said meanwhile$/);
      await end(again);
    },
  },
  {
    name: "a second server keeps out of a history that is in use",
    async run() {
      const second = startServer();
      assert.equal(await second.status(), 1);
      assert.match(second.error.items.join("\n"), /another chatroom server/);
    },
  },
  {
    name: "chatroom admin runs a command",
    async run() {
      const admin = start("admin", "who", ...data);
      assert.equal(await admin.status(), 0, admin.error.items.join("\n"));
      assert.match(admin.out.items[0] ?? "", /^#lobby \(\d\): ann\b/);
    },
  },
  {
    name: "the end of its input logs a client out, with status 0",
    async run() {
      await end(ann);
      await server.record("leave", ({ nick }) => nick === "ann" || undefined);
    },
  },
  {
    name: "SIGINT stops the server, with status 0",
    whyNot: onWindows ? "Windows has no such signal" : "",
    async run() {
      server.kill("SIGINT");
      assert.equal(await server.status(), 0);
    },
  },
  {
    name: "history export writes what was said",
    async run() {
      const exported = start("history", "export", "--format", "text", ...data);
      assert.equal(await exported.status(), 0);
      assert.match(exported.out.items[0] ?? "", /#lobby ann: hello from an executable$/);
    },
  },
];

async function get(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
}

async function end(client: Program): Promise<void> {
  await client.closeInput();
  assert.equal(await client.status(), 0, client.error.items.join("\n"));
}

/** Says something on a whole screen, sees it there, and leaves. */
async function checkFullScreen(): Promise<void> {
  const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`).join(" ");
  const command =
    `${variables} '${executable}' client 127.0.0.1:${port} --nick eve; echo "status $?"; cat`;
  await using terminal = await Tmux.open(command, 80, 24);
  const see = async (wanted: string) => {
    const { rows } = await terminal.until(({ rows }) => rows.some((row) => row.includes(wanted)));
    assert.ok(rows.some((row) => row.includes(wanted)), `No "${wanted}" in\n${rows.join("\n")}`);
  };
  await see("You are eve");
  await terminal.type("hello from a whole screen");
  await terminal.press("Enter");
  assert.equal(await ann.line(/whole/), "eve: hello from a whole screen");
  await see("eve hello from a whole screen");
  await terminal.press("C-d");
  await see("status 0");
}

const table = [`The executable, compiled with Deno ${deno}:`];
for (const { name, whyNot = "", run } of checks) {
  if (whyNot !== "") {
    table.push(`  not run  ${name}: ${whyNot}`);
    continue;
  }
  try {
    await run();
    table.push(`  ok       ${name}`);
  } catch (error) {
    Deno.exitCode = 1;
    console.error(error);
    table.push(`  FAILED   ${name}`);
  }
}
console.log(table.join("\n"));
