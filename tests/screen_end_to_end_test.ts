import assert from "node:assert/strict";
import { startServer } from "../server.ts";
import { joined, said, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { commandLine, Program } from "./support/program/program.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TemporarySettings } from "./support/files/temporary_settings.ts";
import { Terminal } from "./support/program/terminal.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

testInTerminal("the full-screen client fills the terminal with what there is to see", async () => {
  const greeting = [
    welcome({ motd: "Be kind" }),
    joined({ topic: "All about cake", seq: 3 }),
    joined({ room: "dev", seq: 9, members: [{ nick: "ann" }], count: 1 }),
    {
      type: "history",
      room: "lobby",
      complete: true,
      messages: [
        said(1, { text: "who has eaten the cake?" }),
        said(2, { from: "ann", text: "one line\nand another" }),
        said(3, { kind: "action", text: "shrugs" }),
      ],
    },
  ] as const;
  await using server = new FakeServer({ greet: () => greeting });
  const args = ["--room", "lobby", "--room", "dev"];
  await using ann = await FullScreen.open(server.port, "ann", { columns: 80, rows: 16, args });
  await ann.row(/shrugs/);
  server.say(said(10, { room: "dev", text: "ann: look" }), said(11, { room: "dev" }));
  await ann.row(/#dev/);
  await ann.type("half a line");
  await ann.input("#lobby> half a line");
  await ann.row(/^2 #dev {3}\(2!\)│/);
  assert.deepEqual(await ann.rows(), [
    "1 #lobby     │                                                       │2 here",
    "2 #dev   (2!)│                                                       │ann",
    "             │── YYYY-MM-DD ─────────────────────────────────────────│bob",
    "             │HH:MM       bob who has eaten the cake?                │",
    "             │HH:MM       ann one line                               │",
    "             │                and another                            │",
    "             │HH:MM         * bob shrugs                             │",
    "             │── YYYY-MM-DD ─────────────────────────────────────────│",
    "             │HH:MM        -- you are in #lobby: All about cake      │",
    "             │                2 here: ann, bob                       │",
    "             │HH:MM        -- You are ann on chatroom. /help shows   │",
    "             │                the commands, F1 the keys, Ctrl+D      │",
    "             │                leaves.                                │",
    "             │HH:MM        -- Be kind                                │",
    ' #lobby  "All about cake"  not encrypted',
    "#lobby> half a line",
  ]);
});

testInTerminal("what is said by any client is on the screens of all", async () => {
  await using server = startServer();
  using settings = new TemporarySettings();
  const env = Object.entries(settings.env).map(([name, value]) => `${name}=${value}`);
  const plain = commandLine("client", `127.0.0.1:${server.port}`, "--nick", "dan", "--plain");
  await using ann = await FullScreen.open(server.port, "ann");
  await using bob = await FullScreen.open(server.port, "bob", { columns: 60, rows: 20 });
  await using cat = Program.startClient(server.port, "cat");
  await using dan = await Terminal.open(["env", ...env, ...plain]);
  await dan.prompt("#lobby>");
  await ann.row(/│cat$/);
  await ann.row(/│dan$/);
  await ann.enter("hello from ann");
  await bob.row(/ ann hello from ann$/);
  await bob.enter("/me waves from afar");
  await cat.line(/waves/);
  cat.write("hello from cat");
  await dan.row(/<cat> hello from cat$/);
  await dan.enter("hello from dan");
  await cat.line(/hello from dan/);
  assert.deepEqual(cat.out.items, [
    "ann: hello from ann",
    "* bob waves from afar",
    "cat: hello from cat",
    "dan: hello from dan",
  ]);
  const wanted = [
    / ann hello from ann$/,
    / \* bob waves from afar$/,
    / cat hello from cat$/,
    / dan hello from dan$/,
  ];
  for (const screen of [ann, bob]) {
    await screen.row(/hello from dan/);
    const rows = withoutSides(await screen.rows()).filter((row) => / from /.test(row));
    assert.equal(rows.length, wanted.length, rows.join("\n"));
    wanted.forEach((each, index) => assert.match(rows[index] ?? "", each));
  }
  for (const row of [/<ann> hello from ann$/, /\* bob waves from afar$/]) await dan.row(row);
});

testInTerminal(
  "what is unread is counted by room and person, and keys and clicks lead there",
  async () => {
    await using server = startServer();
    await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev", "ops"] });
    const args = ["lobby", "dev", "ops"].flatMap((room) => ["--room", room]);
    await using ann = await FullScreen.open(server.port, "ann", { args });
    await ann.row(/^3 #ops /);
    await bob.say("first", "dev");
    await bob.say("second", "dev");
    await bob.say("ann: look at this", "ops");
    await ann.row(/^2 #dev +\(2\)│/);
    await ann.row(/^3 #ops +\(1!\)│/);
    await ann.press("M-a");
    await ann.input("#ops>");
    await ann.row(/ bob ann: look at this/);
    await ann.row(/^3 #ops *│/);
    await ann.press("M-a");
    await ann.input("#dev>");
    await ann.row(/ bob second/);
    await ann.press("M-a");
    await ann.status(/There is nothing unread/);
    await ann.type("a draft");
    await ann.press("M-1");
    await ann.input("#lobby>");
    bob.command("msg", "ann just between us");
    await ann.row(/^4 bob +\(1!\)│/);
    await ann.press("M-4");
    await ann.input("bob>");
    await ann.row(/ bob just between us/);
    await ann.enter("of course");
    const { from, to } = await bob.next("direct", ({ text }) => text === "of course");
    assert.deepEqual([from, to], ["ann", "bob"]);
    await ann.row(/ ann of course$/);
    await ann.enter("/me nods");
    const { kind, text } = await bob.next("direct", ({ text }) => text !== "of course");
    assert.deepEqual([kind, text], ["action", "nods"]);
    await ann.row(/ \* ann nods$/);
    await ann.click(2, 1);
    await ann.input("#dev> a draft");
    const rows = await ann.rows();
    await ann.click(95, rows.findIndex((row) => /│~?bob$/.test(row)));
    await ann.input("bob>");
    await ann.press("M-Up", "M-Up");
    await ann.input("#dev> a draft");
    await ann.press("M-9");
    await ann.status(/There is no conversation 9/);
  },
);

testInTerminal("who types is told to others in that room, until it is said", async () => {
  await using server = startServer();
  await using ann = await FullScreen.open(server.port, "ann");
  await using bob = await FullScreen.open(server.port, "bob");
  await ann.row(/│bob$/);
  await ann.type("hel");
  await bob.status(/^ #lobby {2}ann is typing {2}not encrypted$/);
  await ann.enter("lo");
  await bob.row(/ ann hello/);
  await bob.status(/^ #lobby {2}not encrypted$/);
  await bob.enter("/msg ann");
  await bob.input("ann>");
  await bob.enter("psst");
  await ann.row(/^2 bob/);
  await ann.press("M-2");
  await ann.input("bob>");
  await ann.type("what is");
  await bob.status(/^ ann {2}ann is typing {2}not encrypted$/);
  await ann.enter(" it?");
  await bob.row(/ ann what is it\?$/);
  await bob.status(/^ ann {2}not encrypted$/);
});

testInTerminal("what is set is still set after a restart, and so is who one was", async () => {
  await using server = startServer();
  await using _bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.enter("/theme dark");
  await ann.row(/\/theme is dark now/);
  await ann.enter("/timestamps seconds");
  await ann.row(/\/timestamps is seconds 24h now/);
  await ann.enter("/members off");
  await ann.row(/│HH:MM:\d\d +-- \/members is off now$/);
  await ann.enter("/join dev");
  await ann.input("#dev>");
  await ann.press("C-d");
  await ann.isLeft(0);
  await ann.start();
  await ann.row(/^2 #dev /);
  await ann.enter("/theme");
  await ann.row(/│HH:MM:\d\d +-- \/theme is dark; /);
  const rows = await ann.rows();
  assert.ok(rows.every((row) => (row.match(/│/g) ?? []).length <= 1), rows.join("\n"));
});

/** The middle one of the panes. */
function withoutSides(rows: readonly string[]): string[] {
  return rows.map((row) => row.split("│").at(row.includes("│") ? 1 : 0)?.trimEnd() ?? "");
}
