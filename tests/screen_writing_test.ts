import assert from "node:assert/strict";
import { limits } from "../protocol.ts";
import { startServer } from "../server.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { Program } from "./support/program/program.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

testInTerminal("what is pasted is one message, and a long paste is asked about first", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  await using dan = await FullScreen.open(server.port, "dan", { columns: 60 });
  await using cat = Program.startClient(server.port, "cat");
  await ann.row(/│cat$/);
  const heard = async () => (await bob.next("message", ({ from }) => from === "ann")).text;

  const five = numbered("five", 5);
  await ann.paste(`${five.join("\n")}\n`);
  await ann.until("all lines", (rows) => rows.at(-5) === "#lobby> five 1");
  assert.deepEqual((await ann.rows()).slice(-4), five.slice(1).map((line) => `        ${line}`));
  await ann.press("Enter");
  assert.equal(await heard(), five.join("\n"));
  await ann.input("#lobby>");
  for (const screen of [ann, dan]) await screen.row(/five 5 *(│|$)/);
  const inAnn = (await ann.rows()).filter((row) => row.includes("five"));
  assert.match(inAnn[0] ?? "", /│HH:MM +ann five 1 +│/);
  for (const row of inAnn.slice(1)) assert.match(row, /│ {19}five \d +│/);
  await cat.line(/five 5/);
  assert.deepEqual(cat.out.items, five.map((line) => `ann: ${line}`));

  const thirty = numbered("thirty", 30);
  await ann.type("look: ");
  await ann.input("#lobby> look:");
  await ann.paste(thirty.join("\n"));
  const bytes = thirty.join("\n").length;
  await ann.input(`#lobby> Paste 30 lines, ${bytes} bytes, as one message? Enter: yes, Esc: no`);
  await ann.press("Enter");
  await ann.input(`#lobby> look: [paste 1: 30 lines, ${bytes} bytes]`);
  await ann.press("Enter");
  assert.equal(await heard(), `look: ${thirty.join("\n")}`);
  await dan.row(/21 more rows: Ctrl\+O opens it/);
  await dan.press("C-o");
  await dan.row(/ann look: thirty 1$/);
  await dan.row(/thirty 15/);
  await dan.press("End");
  await dan.row(/thirty 30/);

  await ann.paste(numbered("never", 30).join("\n"));
  await ann.row(/Paste 30 lines/);
  await ann.press("Escape");
  await ann.input("#lobby>");
  await ann.enter("instead");
  assert.equal(await heard(), "instead");
});

testInTerminal("what is too long is refused with the number of its bytes, and stays", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  // Longer ones would be asked about.
  const part = "0123456789".repeat(182);
  for (let parts = 0; parts < 9; parts++) await ann.paste(part);
  await ann.type("x".repeat(20));
  await ann.type("end");
  await ann.row(/xend$/);
  await ann.press("Enter");
  await ann.row(/^ Too long to be said: 16,403 of 16,384 bytes /);
  await ann.row(/xend$/);
  await ann.press(...Array<string>(19).fill("BSpace"), "Enter");
  const { text } = await bob.next("message");
  assert.equal(text.length, limits.textBytes);
  await ann.input("#lobby>");
});

testInTerminal("lines are begun, recalled, searched and completed by keys", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.row(/│bob$/);
  const heard = async () => (await bob.next("message", ({ from }) => from === "ann")).text;

  await ann.type("first");
  await ann.press("M-Enter");
  await ann.type("second");
  await ann.until("two lines", (rows) => rows.at(-2) === "#lobby> first");
  await ann.press("Up", "End");
  await ann.enter("!");
  assert.equal(await heard(), "first!\nsecond");

  for (const text of ["red apple", "green pear", "blue plum"]) {
    await ann.enter(text);
    assert.equal(await heard(), text);
  }
  await ann.type("draft");
  await ann.press("Up");
  await ann.input("#lobby> blue plum");
  await ann.press("Up");
  await ann.input("#lobby> green pear");
  await ann.press("Down", "Down");
  await ann.input("#lobby> draft");
  await ann.press("C-r");
  await ann.type("app");
  await ann.input('search "app"> red apple');
  await ann.press("Enter");
  await ann.input("#lobby> red apple");
  await ann.press("C-r");
  await ann.type("pear");
  await ann.row(/^search "pear"> green pear$/);
  await ann.press("Escape");
  await ann.input("#lobby> red apple");
  await ann.press("Enter");
  assert.equal(await heard(), "red apple");

  await ann.type("bo");
  await ann.press("Tab");
  await ann.input("#lobby> bob:");
  await ann.press("C-u");
  await ann.type("/me");
  await ann.press("Tab");
  await ann.row(/^ \/me /);
  await ann.row(/^ \/members /);
  await ann.press("Tab");
  await ann.row(/^#lobby> \/members/);
  await ann.press("BTab");
  await ann.input("#lobby> /me");
  await ann.press("Enter");
  await ann.gone(/^ \/members /);
  await ann.enter(" waves");
  assert.equal(await heard(), "waves");
});

function numbered(text: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${text} ${index + 1}`);
}
