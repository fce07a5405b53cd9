import assert from "node:assert/strict";
import { commandLine, Program } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

async function start(directory: string, ...more: string[]) {
  const program = Program.start(commandLine(
    "server",
    ...["--host", "127.0.0.1", "--port", "0", "--data", directory, "--log", "json"],
    ...more,
  ));
  return { program, port: await program.record("listening", ({ port }) => Number(port)) };
}

async function answerTo(port: number, hello: object): Promise<string> {
  await using client = await RawClient.connect(port);
  client.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", ...hello }));
  const answer = await client.transcript.next(
    (message) => message.type === "error" || message.type === "welcome" ? message : undefined,
    "an answer to hello",
  );
  return answer.type === "error" ? answer.code : answer.type;
}

Deno.test("--password-file asks everybody once, and nobody again after a restart with the same", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/password`;
  await Deno.writeTextFile(path, "the magic words\n");
  let token = "";
  {
    const { program, port } = await start(`${directory.path}/data`, "--password-file", path);
    await using _program = program;
    assert.equal(await answerTo(port, {}), "server_locked");
    assert.equal(await answerTo(port, { serverPassword: "wrong" }), "server_locked");
    await using ann = await RawClient.connect(port);
    const serverPassword = "the magic words";
    ann.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", serverPassword }));
    token = (await ann.next("welcome")).token;
    await ann.next("joined");
    await ann.say("hi");
  }
  const { program, port } = await start(`${directory.path}/data`, "--password-file", path);
  await using _program = program;
  assert.equal(await answerTo(port, { nick: "bob" }), "server_locked");
  assert.equal(await answerTo(port, { token }), "welcome");
});

Deno.test("--password-file that cannot be read is told before anything is opened", async () => {
  await using program = Program.start(
    commandLine("server", "--password-file", "/nowhere", "--memory"),
  );
  assert.equal(await program.status(), 2);
});
