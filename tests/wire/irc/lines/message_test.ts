import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatMessage,
  type IrcMessage,
  parseMessage,
} from "../../../../wire/irc/lines/message.ts";
import { type Atoms, joins, splits } from "../vectors.ts";

/** What both a message and a vector say, to be compared. */
function atomsOf(message: IrcMessage | undefined): Atoms {
  assert.ok(message);
  const { tags, source, command, params } = message;
  return { tags: Object.fromEntries(tags), source, verb: command, params };
}

const whole = ({ tags = {}, source, verb, params }: Atoms): Atoms => ({
  tags,
  source,
  verb: verb.toUpperCase(),
  params,
});

Deno.test("parseMessage() reads the lines of irc-parser-tests", () => {
  for (const { input, atoms } of splits) {
    assert.deepEqual(atomsOf(parseMessage(input)), whole(atoms), input);
  }
  for (const { atoms, matches } of joins) {
    for (const line of matches) assert.deepEqual(atomsOf(parseMessage(line)), whole(atoms), line);
  }
});

Deno.test("formatMessage() writes the lines of irc-parser-tests", () => {
  for (const { atoms: { tags = {}, source, verb, params }, matches } of joins) {
    const line = formatMessage({ tags: Object.entries(tags), source, command: verb, params });
    assert.ok(matches.includes(line), line);
  }
});

Deno.test("parseMessage() gives nothing where there is no command", () => {
  for (
    const line of [
      "",
      " ",
      "\r",
      "\0",
      "@a=b",
      "@a ",
      ":ann",
      "@a :ann  ",
      "@a @b X",
      ":ann :bob X",
    ]
  ) {
    assert.equal(parseMessage(line), undefined, JSON.stringify(line));
  }
});

Deno.test("parseMessage() knows a command in any case, and passes over spaces around it", () => {
  const message = { verb: "PRIVMSG", params: ["#dev", "hi  there "] };
  assert.deepEqual(atomsOf(parseMessage("  pRivmsg   #dev   :hi  there ")), whole(message));
  assert.equal(parseMessage("paſs x")?.command, "PAſS", "no other letter becomes one of a command");
});

Deno.test("parseMessage() lets no NUL, CR or LF through", () => {
  const message = parseMessage("@a=\0b :an\nn PRIV\rMSG #d\0ev :one\r\ntwo");
  assert.deepEqual(atomsOf(message), {
    tags: { a: "b" },
    source: "ann",
    verb: "PRIVMSG",
    params: ["#dev", "onetwo"],
  });
});

Deno.test("parseMessage() reads a line of many parameters", () => {
  const params = Array.from({ length: 400 }, (_, index) => `${index}`);
  assert.deepEqual(parseMessage(`MODE ${params.join(" ")}`)?.params, params);
});

Deno.test("formatMessage() puts a colon where the last parameter needs it, or it is wanted", () => {
  const line = (params: readonly string[], trailing = false) =>
    formatMessage({ command: "X", params, trailing });
  assert.equal(line([]), "X");
  assert.equal(line([], true), "X");
  assert.equal(line(["a", "b"]), "X a b");
  assert.equal(line(["a", "b"], true), "X a :b");
  for (const last of ["", ":)", "a b", " "]) assert.equal(line(["a", last]), `X a :${last}`);
});

Deno.test("formatMessage() keeps a parameter in its place that can only stand last", () => {
  for (const param of ["", ":x", "a b", "a\nb", "\0"]) {
    assert.equal(formatMessage({ command: "432", params: ["ann", param, "No"] }), "432 ann * No");
  }
});

Deno.test("formatMessage() forges no line, source, tag or parameter", () => {
  const message = {
    tags: [["a", "x\r\n; \0\\"], ["b c", "1"], ["d;e", "1"], ["f=g", "1"], ["", "1"], ["h", ""]],
    source: "ann QUIT\r\n!u@h",
    command: "PRIVMSG",
    params: ["#dev", "one\r\nQUIT :two\0"],
  } as const;
  const line = formatMessage(message);
  assert.equal(line, "@a=x\\r\\n\\:\\s\\\\;h :annQUIT!u@h PRIVMSG #dev :one  QUIT :two ");
});

Deno.test("formatMessage() lets nothing through that moves a cursor or reorders text", () => {
  const said = "\x01a\x1b[2J\x07b\x7f\x9bc\u202ed\u2066e\u061cf\tg\x01";
  const clean = "\x01a\ufffd[2J\ufffdb\ufffd\ufffdc\ufffdd\ufffde\ufffdf\tg\x01";
  const message = { tags: [["label", said]], source: "x\x1b", command: "X" } as const;
  const line = formatMessage({ ...message, params: [said, "\u202e", said] });
  assert.equal(line, `@label=${clean} :x\ufffd X ${clean} \ufffd ${clean}`);
});

Deno.test("formatMessage() cuts off what does not fit, between characters, and counts no tags", () => {
  const tags = [["a", "x".repeat(600)]] as const;
  const params = ["ann", "é".repeat(400), "No such channel"];
  const line = formatMessage({ tags, source: "irc.example", command: "403", params });
  assert.equal(line, `@a=${"x".repeat(600)} :irc.example 403 ann ${"é".repeat(244)}`);
});

/** Others are written in their place. */
// deno-lint-ignore no-control-regex -- they are what is looked for
const controls = /[^\P{Cc}\0\x01\t\r\n]|\p{Bidi_Control}/gu;
const text = fc.string({ unit: "binary", maxLength: 25 }).map((each) => each.replace(controls, ""));
const odd = fc.string({ unit: fc.constantFrom(..."@:; =\\\r\n\0+/a#ß\ud800"), maxLength: 25 });
const anything = fc.oneof(text, odd);

Deno.test("parseMessage() and formatMessage() take anything; what one writes the other reads", () => {
  const key = fc.stringMatching(/^\+?[a-z/-]{1,9}$/);
  const last = anything.map((param) => param.replace(/[\0\r\n]/g, ""));
  const middle = last.map((param) => param.replaceAll(" ", "").replace(/^:+/, "")).filter((param) =>
    param !== ""
  );
  const written = fc.record({
    tags: fc.dictionary(key, anything.map((value) => value.replaceAll("\0", ""))),
    source: fc.option(middle, { nil: undefined }),
    verb: fc.constantFrom("PRIVMSG", "001"),
    params: fc.tuple(fc.array(middle, { maxLength: 2 }), fc.array(last, { maxLength: 1 })).map((
      both,
    ) => both.flat()),
  });
  fc.assert(fc.property(written, fc.boolean(), ({ tags, source, verb, params }, trailing) => {
    const entries = Object.entries(tags);
    const line = formatMessage({ tags: entries, source, command: verb, params, trailing });
    assert.doesNotMatch(line, /[\0\r\n]/);
    const read = parseMessage(line);
    assert.deepEqual([...read?.tags ?? []], entries);
    assert.deepEqual([read?.source, read?.command, read?.params], [source, verb, params]);
  }));
});

Deno.test("a line that was read and written again is one line and says the same", () => {
  fc.assert(
    fc.property(fc.oneof(anything, odd.map((line) => `@${line} :${line} X ${line}`)), (line) => {
      const message = parseMessage(line);
      if (message === undefined) return;
      const again = formatMessage(message);
      assert.doesNotMatch(again, /[\0\r\n]/);
      assert.deepEqual(parseMessage(again)?.params, message.params);
      assert.equal(parseMessage(again)?.command, message.command);
    }),
  );
});
