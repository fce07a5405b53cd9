import assert from "node:assert/strict";
import { startServer } from "../server.ts";
import { joined, said, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

const scripts = [
  "漢字かな한글",
  "👨‍👩‍👧 👍🏽 🇩🇪",
  "é ñ a\u0308\u0323",
  "שלום עולם",
  "مرحبا بالعالم",
  "ไทย",
  "น้ำใจ ทำงาน คำ ຄຳ",
  "क्षत्रिय স্ত্রী தமிழ்",
  "ខ្មែរ မြန်မာ",
];

testInTerminal("text of any script leaves panes and cursor in their columns", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(server.port, "ann");
  for (const text of scripts) await bob.say(text);
  for (const text of scripts.slice(0, 2)) await bob.say(text.repeat(10));
  await bob.say("the last");
  await ann.row(/ bob the last /);
  const borders = Array<string>(28).fill("│");
  for (const column of [13, 89]) assert.deepEqual(await ann.tmux.column(column, 28), borders);
  const prompt = "#lobby> ".length;
  for (const text of scripts) {
    assert.ok((await ann.rows()).some((row) => row.includes(`bob ${text} `)), text);
    await ann.type(`${text}|`);
    await ann.input(`#lobby> ${text}|`);
    // Wherever the terminal has drawn the last character.
    await ann.cursorBehind("|", 30);
    await ann.press("C-a");
    await ann.cursorAt(prompt, 29);
    await ann.press("C-k");
    await ann.input("#lobby>");
  }
  for (const column of [13, 89]) assert.deepEqual(await ann.tmux.column(column, 28), borders);
});

testInTerminal(
  "NO_COLOR leaves no colours, and TERM=screen none but the terminal's own",
  async () => {
    await using server = startServer();
    await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
    const args = ["--room", "lobby", "--room", "dev"];
    const open = (nick: string, env: Record<string, string>) =>
      FullScreen.open(server.port, nick, { args, env });
    await using none = await open("none", { NO_COLOR: "1", TERM: "xterm-256color" });
    await using few = await open("few", { TERM: "screen" });
    await using many = await open("many", { TERM: "xterm-256color" });
    await bob.say("none, few, many: *look* at `this`");
    await bob.say("none, few, many: here", "dev");
    for (const screen of [none, few, many]) {
      await screen.enter("/frobnicate");
      await screen.row(/^2 #dev .*!/);
      await screen.row(/!! There is no command/);
    }
    assert.deepEqual(colors(await none.tmux.styled()), []);
    const ofFew = colors(await few.tmux.styled());
    assert.ok(ofFew.length > 0 && ofFew.every((color) => /^[349]\d$/.test(color)), ofFew.join(" "));
    await many.enter("/theme dark");
    await many.until("the theme", (rows) => rows.some((row) => row.includes("/theme is dark now")));
    const ofMany = colors(await many.tmux.styled());
    assert.ok(ofMany.some((color) => /^38;5;\d+$/.test(color)), ofMany.join(" "));
  },
);

testInTerminal("nothing that others say or call themselves changes another row", async () => {
  const greeting = [welcome(), joined({ topic: "cake" })];
  await using server = new FakeServer({ greet: () => greeting });
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.row(/2 here: ann, bob/);
  server.say(said(1, { text: "before" }));
  const top = await ann.row(/ bob before /);
  const forged = [
    "one\x1b[2J\x1b[H\r\x07\x1b]2;owned\x1b\\\x1b[?1049l",
    "two\n12:00           ann I never said that\n── new ────\n#lobby> /quit",
    "three\u202e\u2066gnp.exe\u2028│ann\u2029four\u200b",
    `five${"\u0300".repeat(500)}`,
    "six\t\tseven \x9b31m \x90q\x9c",
  ];
  server.say(...forged.map((text, index) => said(index + 2, { text })));
  server.say(said(7, { text: "eight", from: "eve\x1b[2J\n" }), said(8, { text: "after" }));
  await ann.row(/ bob after /);
  const rows = await ann.rows();
  assert.equal(rows.length, 30);
  const first = rows.indexOf(top);
  const heads = rows.slice(first, 28).filter((row) => /│HH:MM /.test(row));
  assert.equal(heads.length, 8, rows.join("\n"));
  assert.equal(heads.filter((row) => / ann /.test(row)).length, 0, rows.join("\n"));
  const further = rows.slice(first, 28).filter((row) => !/│HH:MM /.test(row));
  for (const row of further) assert.match(row, /^[^│]{13}│ {19}/, rows.join("\n"));
  assert.deepEqual(rows.slice(0, 3).map((row) => row.split("│").at(-1)), ["2 here", "ann", "bob"]);
  assert.deepEqual(rows.slice(-2), [' #lobby  "cake"  not encrypted', "#lobby>"]);
  for (const column of [13, 89]) {
    assert.deepEqual(await ann.tmux.column(column, 28), Array<string>(28).fill("│"));
  }
  const told = await ann.tmux.tell("#{alternate_on} #{pane_title}");
  assert.equal(told, "1 #lobby – chatroom");
});

testInTerminal("nobody can come in under a nick that looks like another's", async () => {
  await using server = startServer();
  await using ann = await FullScreen.open(server.port, "ann");
  for (const nick of ["аnn", "ANN", "a\u200bnn", "ann\n"]) {
    await using other = await RawClient.connect(server.port);
    other.sendLines(JSON.stringify({ type: "hello", version: 1, nick }));
    const { code } = await other.next("error");
    assert.match(code, /^nick_(taken|invalid)$/, nick);
  }
  await ann.row(/│1 here$/);
});

/** Of SGR, each parameter that sets a colour. */
function colors(styled: string): string[] {
  // deno-lint-ignore no-control-regex -- SGR (ECMA-48)
  const parameters = [...styled.matchAll(/\x1b\[([\d;]*)m/g)].map(([, all = ""]) => all);
  return parameters.flatMap((all) =>
    all.match(/(?<!\d)([34]8;[25];[\d;]+|3[0-7]|4[0-7]|9[0-7]|10[0-7])(?!\d)/g) ?? []
  );
}
