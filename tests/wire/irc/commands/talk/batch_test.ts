import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";
import { multilineBounds } from "../../../../../wire/irc/lines/multiline.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const capabilities = [
  "message-tags",
  "batch",
  "echo-message",
  "labeled-response",
  "draft/multiline",
];

/** Without what differs from run to run: message ids, and who it is from but for the nick. */
function bare(line: string): string {
  return line.replace(/msgid=[^; ]+/, "msgid=").replace(/(batch=|BATCH [+-])[a-z\d]+/g, "$1")
    .replace(/!\S+/, "");
}

Deno.test("a batch of lines is one message, and comes in the pieces in which it was sent", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await using carl = await IrcSpeaker.register(server.port, "carl", {
    capabilities: ["message-tags"],
  });
  await using dora = await RawClient.join(server.port, "dora", { rooms: ["dev"] });
  for (const client of [ann, bob, carl]) await client.ask("JOIN #dev");
  for (const client of [ann, bob]) await client.ask();
  const echo = await ann.ask(
    "@label=7;+x=y BATCH +1 draft/multiline #dev",
    "@batch=1 PRIVMSG #dev :",
    "@batch=1 PRIVMSG #dev :one ",
    "@batch=1;draft/multiline-concat PRIVMSG #dev two",
    "@batch=1 PRIVMSG #dev three",
    "BATCH -1",
  );
  const batch = (start: string) => [
    `@${start}msgid=;+x=y :ann BATCH + draft/multiline #dev`,
    "@batch= :ann PRIVMSG #dev :",
    "@batch= :ann PRIVMSG #dev :one ",
    "@batch=;draft/multiline-concat :ann PRIVMSG #dev :two",
    "@batch= :ann PRIVMSG #dev :three",
    ":ann BATCH -",
  ];
  assert.deepEqual(echo.map(bare), batch("label=7;"));
  assert.deepEqual((await bob.ask()).map(bare), batch(""));
  assert.deepEqual((await carl.ask()).map(bare).slice(-3), [
    "@msgid=;+x=y :ann PRIVMSG #dev :one ",
    "@+x=y :ann PRIVMSG #dev :two",
    "@+x=y :ann PRIVMSG #dev :three",
  ]);
  assert.equal((await dora.next("message")).text, "\none two\nthree");
});

Deno.test("a batch is charged as one message, as long as something may come of it", async () => {
  const rate = { burst: 6, perSecond: 0.001 };
  await using server = startServer({ sessionBounds: { ...sessionBounds, rate } });
  const { lines } = multilineBounds;
  const batch = (reference: string, count: number) => [
    `BATCH +${reference} draft/multiline #dev`,
    ...Array.from({ length: count }, (_, at) => `@batch=${reference} PRIVMSG #dev :${at}`),
    `BATCH -${reference}`,
  ];
  await using dora = await RawClient.join(server.port, "dora", { rooms: ["dev"] });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  ann.send("JOIN #dev", ...batch("1", lines));
  const text = Array.from({ length: lines }, (_, at) => `${at}`).join("\n");
  assert.equal((await dora.next("message")).text, text);
  const tooMuch = [
    batch("2", lines + 9),
    [
      "BATCH +2 draft/multiline #dev",
      ...Array(9).fill(`@batch=2 PRIVMSG #dev :${"x".repeat(512)}`),
    ],
  ];
  for (const [index, each] of tooMuch.entries()) {
    await using bob = await IrcSpeaker.register(server.port, `bob${index}`, { capabilities });
    bob.send("JOIN #dev", ...each, "PRIVMSG #dev :never");
    await bob.next(/ FAIL BATCH MULTILINE_MAX_LINES | 417 /);
    await using carl = await IrcSpeaker.register(server.port, `carl${index}`, { capabilities });
    await carl.ask("JOIN #dev", "PRIVMSG #dev :from carl");
    assert.equal((await dora.next("message")).text, "from carl", "what is behind is read later");
  }
});

Deno.test("a batch that is none costs itself alone", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const { bytes, lines } = multilineBounds;
  const line = (text: string, tags = "batch=1") => `@${tags} PRIVMSG bob :${text}`;
  const open = "@label=7 BATCH +1 draft/multiline bob";
  const cases: readonly (readonly [fault: string, ...lines: string[]])[] = [
    ["MULTILINE_INVALID", line("x")],
    ["MULTILINE_INVALID", "BATCH -1"],
    ["MULTILINE_INVALID", "BATCH +1 netsplit a b"],
    ["MULTILINE_INVALID", open, line("x", "batch=2"), line("y"), "BATCH -1"],
    ["MULTILINE_INVALID", open, "PRIVMSG bob x", "BATCH -1"],
    ["MULTILINE_INVALID", open, line("x"), line("", "batch=1;draft/multiline-concat"), "BATCH -1"],
    ["MULTILINE_INVALID", open, line("x", "batch=1;draft/multiline-concat"), "BATCH -1"],
    ["MULTILINE_INVALID", open, line("x"), "@batch=1 NOTICE bob y", "BATCH -1"],
    ["MULTILINE_INVALID", open, "BATCH -1"],
    ["MULTILINE_INVALID", open, line(""), "BATCH -1"],
    ["MULTILINE_INVALID_TARGET bob carl", open, "@batch=1 PRIVMSG carl x", "BATCH -1"],
    [`MULTILINE_MAX_LINES ${lines}`, open, ...Array(lines + 1).fill(line("x")), "BATCH -1"],
    [
      `MULTILINE_MAX_BYTES ${bytes}`,
      open,
      ...Array(bytes / 400 + 1 | 0).fill(line("x".repeat(400))),
      "BATCH -1",
    ],
  ];
  for (const [fault, ...asked] of cases) {
    const faults = (await ann.ask(...asked)).filter((each) => each.includes("FAIL BATCH"));
    assert.deepEqual(
      faults.map((each) => each.replace(/^.*FAIL BATCH | :.*$/g, "")),
      [fault],
      asked[1],
    );
    if (asked[0] === open) assert.match(faults[0] ?? "", /^@label=7 /);
  }
  assert.deepEqual(await bob.ask(), []);
  await ann.ask(open, line("still"), "BATCH -1");
  assert.match((await bob.ask())[0] ?? "", /:still$/);
});

Deno.test("a batch that fails is over: it is answered at once, and what is said next is said", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const lines = await ann.ask(
    "@label=L1 BATCH +x draft/multiline bob",
    "@batch=x PRIVMSG bob :one",
    "BATCH +y draft/multiline bob",
    "PRIVMSG bob :outside",
    "PRIVMSG bob :said",
    "@batch=x PRIVMSG bob :late",
    "@label=L2 PRIVMSG bob :labelled",
    "BATCH -x",
    "@label=L3 PRIVMSG bob :last",
  );
  const told = lines.map((line) => line.replace(/^(?:@(?:label=([^; ]+))?\S* )?:\S+/, "$1"));
  assert.deepEqual(told, [
    " FAIL BATCH MULTILINE_INVALID :A batch is open already",
    "L1 FAIL BATCH MULTILINE_INVALID :A line is not of the batch",
    " PRIVMSG bob :said",
    "L2 PRIVMSG bob :labelled",
    "L3 PRIVMSG bob :last",
  ]);
  const said = (await bob.ask()).map((line) => line.replace(/^.* :/, ""));
  assert.deepEqual(said, ["said", "labelled", "last"]);
});

Deno.test("a labelled line that ends a batch is answered for itself too", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  const lines = await ann.ask(
    "@label=L1 BATCH +x draft/multiline ann",
    "@label=L2 PRIVMSG ann :outside",
  );
  const told = lines.map((line) => line.replace(/^@label=(\S+) :\S+ (\S+).*/, "$1 $2"));
  assert.deepEqual(told, ["L1 FAIL", "L2 ACK"]);
});

Deno.test("a long text of another dialect comes in pieces, and as a batch to who takes one", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await using carl = await IrcSpeaker.register(server.port, "carl");
  for (const client of [carl, bob]) await client.ask("JOIN #lobby");
  const text = `${"word ".repeat(200)}end\n\nlast`;
  await ann.say(text);
  const [start = "", ...inBatch] = await bob.ask();
  assert.match(start, / BATCH \+\S+ draft\/multiline #lobby$/);
  const pieces = inBatch.slice(0, -1).map((line) => ({
    text: line.replace(/^.*? PRIVMSG #lobby :/, ""),
    continues: line.includes("draft/multiline-concat"),
  }));
  const whole = pieces.map((piece, index) =>
    (piece.continues || index === 0 ? "" : "\n") + piece.text
  );
  assert.equal(whole.join(""), text);
  assert.ok(inBatch.every((line) => line.replace(/^@\S+ /, "").length <= 510));
  const plain = (await carl.ask()).slice(-pieces.length + 1);
  assert.deepEqual(
    plain.map((line) => line.replace(/^.*? PRIVMSG #lobby :/, "")),
    pieces.map((piece) => piece.text).filter((piece) => piece !== ""),
  );
});

Deno.test("of a text of very many lines the first are told, and how many are left", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("JOIN #lobby");
  await ann.say("x\n".repeat(5000) + "y");
  const lines = await bob.ask();
  assert.equal(lines.filter((line) => line.includes(" PRIVMSG ")).length, 200);
  assert.match(lines.at(-1) ?? "", /:… 4802 more lines$/);
});
