import assert from "node:assert/strict";
import * as fc from "fast-check";
import { commands as slashCommands } from "../../commands/mod.ts";
import { startServer } from "../../server.ts";
import { capabilities } from "../../wire/irc/capabilities.ts";
import { commands as ircCommands } from "../../wire/irc/commands/mod.ts";
import { unlimited } from "../support/servers/unlimited.ts";
import { Listeners } from "./listeners.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0, quietMs: 5, lingerMs: 50 };
const encoder = new TextEncoder();

/** What other clients are not to get as it is. */
const dirt = fc.constantFrom(
  ...["\x1b[2J", "\x1b]0;t\x07", "\u202e", "\x9b1m", "\u0085", "\u2028!! x", "\x01", "\x01VERSION"],
  ...["\x01ACTION \x1b[H", "\x0304,05", "\x02", "\0", "\r", "\x7f", "\u200b", "\t", "\n", "\r\n"],
  ...["\nERROR :x", "\n12:03 ann: x", '\n{"type":"bye"}', ":", " ", ",", "@", "\\", "\u{e0041}"],
);
const target = fc.constantFrom(
  ...["#lobby", "lobby", "hears-native", "hears-irc", "hears-text", "#dev", "*", "0", "+v", "@"],
);
const words = fc.array(fc.oneof(dirt, target, fc.string({ maxLength: 20 })), { maxLength: 5 })
  .map((parts) => parts.join(""));
/** They take a look at a password each, which is slow. */
const slow: ReadonlySet<string> = new Set(["OPER", "REGISTER", "lock", "claim"]);

const ircTags = fc.tuple(
  fc.constantFrom("+typing", "+draft/react", "+draft/reply", "label", "msgid", "batch", "+x"),
  words,
).map(([key, value]) => `@${key}=${value.replace(/[ ;\r\n]/g, "\\s")};label=x `);
const ircLine = fc.tuple(
  fc.oneof(fc.constant(""), ircTags),
  fc.constantFrom(...[...ircCommands.keys()].filter((name) => !slow.has(name))),
  target,
  fc.oneof(
    words,
    words.map((text) => `:${text}`),
    fc.tuple(target, words).map((two) => two.join(" :")),
  ),
).map(([tags, command, to, rest]) => `${tags}${command} ${to} ${rest}\r\n`);

const slashNames = slashCommands.map(({ name }) => name).filter((name) => !slow.has(name));
const textLine = fc.tuple(fc.constantFrom(...slashNames, "history"), target, words)
  .map(([name, to, rest]) => `/${name} ${to} ${rest}\n`);

const nativeLine = fc.oneof(
  fc.record({
    type: fc.constantFrom("say", "typing", "signal", "history", "profile", "read", "bye"),
    room: target,
    to: fc.option(target, { nil: undefined }),
    ...{ text: words, kind: fc.constantFrom("text", "action", "notice", "deletion", "x") },
    ...{ ctcp: words, tags: words.map((text) => `+x=${text}`), realName: words, id: words },
  }),
  fc.record({
    type: fc.constant("command"),
    ...{ name: fc.constantFrom(...slashNames), args: words, room: target },
  }),
).map((message) => `${JSON.stringify(message)}\n`);

const text = fc.oneof(ircLine, textLine, nativeLine, words).map((line) => encoder.encode(line));
const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(255, 250, 240, 253, 27, 13, 10)), {
  maxLength: 100,
}).map((numbers) => Uint8Array.from(numbers));

/** How a client of each dialect comes into the lobby; and one that says nothing of the kind. */
const beginnings = fc.oneof(
  fc.tuple(words, fc.subarray(Object.keys(capabilities))).map(([who, wanted]) => (nick: string) =>
    [
      ...wanted.map((name) => `CAP REQ :${name}`),
      ...[`NICK ${nick}`, `USER ${who.replace(/[\s:]/g, "") || "x"} 0 * :x${who}`, "CAP END"],
      "JOIN #lobby",
    ].map((line) => `${line}\r\n`).join("")
  ),
  fc.constant((nick: string) => `/nick ${nick}\n`),
  words.map((who) => (nick: string) =>
    `${JSON.stringify({ type: "hello", version: 1, nick, user: who, realName: who, agent: who })}\n`
  ),
  fc.constant(() => ""),
);

Deno.test("random bytes and lines of any dialect neither end the server nor reach a client uncleaned", async () => {
  await using server = startServer({ sessionBounds, reserveDays: 0 });
  await using listeners = await Listeners.join(server.port);
  let count = 0;
  let heardCount = 0;
  const lines = fc.array(fc.oneof({ weight: 4, arbitrary: text }, bytes), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(beginnings, lines, async (begin, chunks) => {
      const connection = await Deno.connect({ port: server.port });
      const read = connection.readable.pipeTo(new WritableStream()).catch(() => {});
      const sent = [encoder.encode(begin(`c${count++}`)), ...chunks];
      const writer = connection.writable.getWriter();
      for (const chunk of sent) await writer.write(chunk).catch(() => {});
      await writer.close().catch(() => {});
      await read;
      for (const frames of (await listeners.take()).values()) heardCount += frames.length;
    }),
    { numRuns: 120 },
  );
  assert.ok(heardCount > 1000, `They heard ${heardCount} lines only`);
});
