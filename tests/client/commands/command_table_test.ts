import assert from "node:assert/strict";
import { clientCommand } from "../../../client/commands/client_command.ts";
import { CommandTable } from "../../../client/commands/command_table.ts";
import { FaceAtHand } from "./face_at_hand.ts";

const wave = clientCommand(
  "/wave [NICK]",
  "Wave",
  (face: FaceAtHand, args) => args === "off" ? false : face.tell(`waving ${args}`),
  ["w"],
);
const table = new CommandTable<FaceAtHand>([wave]);

function summary(name: string, ...aliases: string[]) {
  return { name, aliases, usage: `/${name}`, summary: "Theirs" };
}

/** What comes of a line; `problem` is what the person is to change. */
function submit(line: string, face: FaceAtHand = new FaceAtHand()) {
  const problem = table.submit(face, line);
  return { calls: face.calls, problem };
}

Deno.test("all() has the server's commands, but its own in their place, and the rest behind", () => {
  const who = summary("who");
  assert.deepEqual(table.all([summary("wave"), who]), [wave, who]);
  assert.deepEqual(table.all([who]), [who, wave]);
});

Deno.test("submit() says what begins with no slash, or with two, and does nothing with nothing", () => {
  assert.deepEqual(submit("hello").calls, ["say text #lobby hello"]);
  assert.deepEqual(submit("//hello").calls, ["say text #lobby /hello"]);
  assert.deepEqual(submit("  \n"), { calls: [], problem: undefined });
});

Deno.test("submit() runs the face's own commands, and has the server run others by their names", () => {
  const face = new FaceAtHand();
  face.state.commands = [summary("who", "names")];
  for (const line of ["/W bob", "/wave off", "/names  #dev"]) submit(line, face);
  assert.deepEqual(face.calls, [
    ...["tell waving bob", "run wave off", "newest", "run who #dev", "newest"],
  ]);
});

Deno.test("submit() does not show the end for what leads elsewhere", () => {
  assert.deepEqual(submit("/join ops").calls, ["run join ops"]);
  assert.deepEqual(submit("/search x").calls, ["run search x"]);
});

Deno.test("submit() tells why a line cannot be said as it is", () => {
  for (const line of ["/", "/ hello"]) {
    const { calls, problem } = submit(line);
    assert.deepEqual([calls, /^A command is a slash and its name/.test(`${problem}`)], [[], true]);
  }
  const problem = "Too long to be said: 102 of 100 bytes";
  assert.deepEqual(submit("é".repeat(51)), { calls: [], problem });
  assert.deepEqual(submit(`/wave ${"é".repeat(51)}`), { calls: [], problem });
});

Deno.test("run() has what is about a room run in a room only", () => {
  const face = new FaceAtHand();
  face.state.commands = ["topic", "who", "say"].map((name) => summary(name));
  face.conversations.switchTo(face.conversations.openDirect("bob"));
  for (const [name, args] of [["topic", "tea"], ["who", ""], ["say", "hello"]] as const) {
    assert.equal(table.run(face, name, args), `/${name} is for rooms: go to one first`);
  }
  assert.deepEqual(face.calls, []);
  assert.equal(table.run(face, "who", "lobby"), undefined);
  assert.equal(table.run(face, "say", "#lobby hello"), undefined);
  assert.deepEqual(face.calls, ["run who lobby", "newest", "run say #lobby hello", "newest"]);
});
