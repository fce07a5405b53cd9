/**
 * Uses an executable as people would: `deno run --allow-all tests/executable.ts ./chatroom DIRECTORY`. A server, two
 * clients, a message seen by both, a client on a whole screen where there is tmux, logging out, and the history
 * afterwards. All is kept in the directory. Not one of the tests: building the executable takes a while.
 */

import assert from "node:assert/strict";
import { Tmux, whyNoTmux } from "./ui/tmux.ts";

const [executable = "./chatroom", directory = "."] = Deno.args;
/** Where the client keeps who it was. */
const env = { HOME: directory, XDG_CONFIG_HOME: `${directory}/settings`, APPDATA: directory };
/** All of it; a process that hangs is killed, and fails an assertion. */
const signal = AbortSignal.timeout(60_000);

interface Running {
  readonly lines: AsyncGenerator<string, void>;
  readonly input: WritableStreamDefaultWriter<Uint8Array>;
  readonly process: Deno.ChildProcess;
}

function start(...args: string[]): Running {
  const process = new Deno.Command(executable, {
    args,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
    signal,
  }).spawn();
  return { process, input: process.stdin.getWriter(), lines: readLines(process.stdout) };
}

async function* readLines(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  let unfinished = "";
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop() ?? "";
    yield* lines;
  }
}

async function nextLine({ lines }: Running, wanted: string): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The output ended before a line with "${wanted}"`);
    if (value.includes(wanted)) return value;
  }
}

const say = ({ input }: Running, text: string) =>
  input.write(new TextEncoder().encode(`${text}\n`));

const data = ["--data", `${directory}/data`];
const server = start("server", "--host", "127.0.0.1", "--port", "0", "--log", "json", ...data);
const { port } = JSON.parse(await nextLine(server, '"listening"'));
const address = `127.0.0.1:${port}`;

const ann = start("client", address, "--nick", "ann");
await nextLine(server, '"nick":"ann"');
const bob = start("client", address, "--nick", "bob");
await nextLine(server, '"nick":"bob"');

await say(ann, "hello from an executable");
assert.equal(await nextLine(ann, "hello"), "ann: hello from an executable");
assert.equal(await nextLine(bob, "hello"), "ann: hello from an executable");

const whyNoScreen = whyNoTmux();
if (whyNoScreen === "") await checkFullScreen();

for (const client of [ann, bob]) {
  await client.input.close();
  assert.equal((await client.process.status).code, 0);
}
await nextLine(server, '"nick":"ann","reason":"left"');

server.process.kill(Deno.build.os === "windows" ? "SIGKILL" : "SIGINT");
const { code } = await server.process.status;
if (Deno.build.os !== "windows") assert.equal(code, 0);

const exported = start("history", "export", "--format", "text", ...data);
assert.match(await nextLine(exported, "hello"), /#lobby ann: hello from an executable$/);
assert.equal((await exported.process.status).code, 0);
/** Says something on a whole screen, sees it there, and leaves. */
async function checkFullScreen(): Promise<void> {
  const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`).join(" ");
  const command =
    `${variables} '${executable}' client ${address} --nick eve; echo "status $?"; cat`;
  await using terminal = await Tmux.open(command, 80, 24);
  const see = async (wanted: string) => {
    const { rows } = await terminal.until(({ rows }) => rows.some((row) => row.includes(wanted)));
    assert.ok(rows.some((row) => row.includes(wanted)), `No "${wanted}" in\n${rows.join("\n")}`);
  };
  await see("You are eve");
  await terminal.type("hello from a whole screen");
  await terminal.press("Enter");
  assert.equal(await nextLine(ann, "whole"), "eve: hello from a whole screen");
  await see("eve hello from a whole screen");
  await terminal.press("C-d");
  await see("status 0");
}

console.log(
  `executable: checked: ${executable} served, two clients joined, talked and logged out, and it is kept` +
    (whyNoScreen === "" ? "; so did one on a whole screen" : `; no whole screen: ${whyNoScreen}`),
);
