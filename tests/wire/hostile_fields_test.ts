import assert from "node:assert/strict";
import { limits } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { IrcSpeaker } from "../support/clients/irc_speaker.ts";
import { unlimited } from "../support/servers/unlimited.ts";
import { ircSpeech } from "./irc_speech.ts";
import { Listeners } from "./listeners.ts";
import { Speaker } from "./speaker.ts";
import { nativeSpeech, type Speech } from "./speech.ts";
import { textSpeech } from "./text_speech.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
/** Escape sequences, C0, C1, what reorders text, what shows nothing; and what is left of it. */
const dirty = "a\x1b[2Jb\u202ec\x07\x7fd\u0085\u200b\x1b]0;title\x07e";
const clean = "abcde";

interface Field {
  readonly name: string;
  /** The lines with which a client of each dialect gives it. */
  readonly native: string;
  readonly irc: string;
  readonly text: string;
  /** Who gets it. */
  readonly heardBy: readonly string[];
}

const everybody = ["native", "irc", "text"];

function command(name: string, args: string): string {
  return JSON.stringify({ type: "command", name, args, room: "lobby" });
}

function asCommand(name: string, args: string, irc: string, heardBy = everybody): Field {
  return { name, native: command(name, args), irc, text: `/${name} ${args}`, heardBy };
}

const fields: readonly Field[] = [
  {
    name: "what is said",
    native: JSON.stringify({ type: "say", room: "lobby", text: dirty, kind: "text" }),
    irc: `PRIVMSG #lobby :${dirty}`,
    ...{ text: dirty, heardBy: everybody },
  },
  asCommand("me", dirty, `PRIVMSG #lobby :\x01ACTION ${dirty}\x01`),
  asCommand("topic", dirty, `TOPIC #lobby :${dirty}`),
  asCommand("away", dirty, `AWAY :${dirty}`),
  asCommand("back", "", "AWAY", []),
  asCommand("msg", `hears-native ${dirty}`, `PRIVMSG hears-native :${dirty}`, ["native"]),
  asCommand("msg", `hears-irc ${dirty}`, `PRIVMSG hears-irc :${dirty}`, ["irc"]),
  asCommand("msg", `hears-text ${dirty}`, `PRIVMSG hears-text :${dirty}`, ["text"]),
  asCommand("nick", `x${dirty}`, `NICK x${dirty}`, []),
  asCommand("join", `r${dirty}`, `JOIN #r${dirty}`, []),
  asCommand("quit", dirty, `QUIT :${dirty}`),
];

const speeches: readonly Speech[] = [nativeSpeech, ircSpeech, textSpeech];

for (const speech of speeches) {
  const { name: dialect } = speech.dialect;
  Deno.test(`whatever a client gives over ${dialect} is clean with those of each dialect`, async () => {
    await using server = startServer({ sessionBounds });
    await using listeners = await Listeners.join(server.port);
    await using ann = await Speaker.join(speech, server.port, "ann");
    await listeners.take();
    for (const field of fields) {
      await ann.send(field[dialect as "native" | "irc" | "text"]);
      if (field.name === "quit") await ann.ended();
      else {
        // What is behind it is done when it is.
        await ann.send(speech.rename("anna"));
        await ann.hears("* now anna");
        await ann.send(speech.rename("ann"));
        await ann.hears("* now ann");
      }
      const heard = await listeners.take();
      for (const listener of field.heardBy) {
        const frames = heard.get(listener) ?? [];
        const about = `${field.name} to ${listener}: ${JSON.stringify(frames)}`;
        assert.ok(frames.some((frame) => frame.includes(clean)), about);
      }
    }
  });
}

Deno.test("what a client tells of itself is clean with those of each dialect", async () => {
  await using server = startServer({ sessionBounds });
  await using listeners = await Listeners.join(server.port);
  await listeners.take();
  await using irc = await IrcSpeaker.connect(server.port);
  irc.send("NICK ann", `USER u${dirty}!@* 0 * :${dirty}`, "JOIN #lobby");
  await irc.next(/ 366 /);
  await using native = await Speaker.connect(nativeSpeech, server.port);
  const told = { user: `u${dirty}`.slice(0, limits.userLength), realName: dirty, agent: dirty };
  await native.send(JSON.stringify({ type: "hello", version: 1, nick: "bob", ...told }));
  await native.hears("* in lobby");
  const lines = (await listeners.take()).get("irc") ?? [];
  const joins = lines.filter((line) => line.includes(" JOIN #lobby "));
  assert.equal(joins.length, 2);
  for (const join of joins) assert.match(join, /:\w+!~?u\w+@\S+ JOIN #lobby \* :abcde$/);
  for (const nick of ["ann", "bob"]) {
    await listeners.all[0]?.send(command("whois", nick));
    await listeners.all[1]?.send(`WHOIS ${nick}`, `WHO ${nick}`);
    await listeners.all[2]?.send(`/whois ${nick}`);
    for (const each of listeners.all.slice(1)) {
      await each.send(each.speech.say("lobby", `after ${nick}`));
    }
    await listeners.all[0]?.hears(`lobby <hears-irc> after ${nick}`);
    await listeners.take();
  }
});

Deno.test("what shows nothing is nothing said over IRC and text either", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await Speaker.join(textSpeech, server.port, "bob");
  await ann.ask("JOIN #lobby");
  for (
    const text of [
      "\u200b",
      "\x02\x03",
      "\u202e\u2066",
      " \t ",
      "\u3164",
      "\x01ACTION \u200b\x01",
    ]
  ) {
    assert.match((await ann.ask(`PRIVMSG #lobby :${text}`)).join(), /^\S+ 412 ann :/, text);
    const asText = text.replaceAll("\x01", "").replace("ACTION", "/me");
    if (asText.trim() !== "") await bob.send(asText);
  }
  await bob.send("still here");
  await ann.next(/ :still here$/);
  assert.deepEqual(ann.lines.filter((line) => line.includes(" PRIVMSG ")).slice(0, -1), []);
});

Deno.test("a text line may have 16 KiB, which comes whole to native clients and in pieces to those of IRC", async () => {
  await using server = startServer({ sessionBounds });
  await using listeners = await Listeners.join(server.port);
  await using ann = await Speaker.join(textSpeech, server.port, "ann");
  await listeners.take();
  const longest = "€".repeat(limits.textBytes / 3);
  await ann.send(longest, `${longest}xx`, "still here");
  await listeners.all[0]?.hears("lobby <ann> still here");
  const heard = await listeners.take();
  const ofAnn = (dialect: string) =>
    (heard.get(dialect) ?? []).filter((line) => line.includes("€"));
  assert.equal(ofAnn("native").length, 1);
  const pieces = ofAnn("irc").map((line) => line.slice(line.indexOf("€")));
  assert.ok(pieces.join("") === longest, `${pieces.length} pieces`);
  assert.ok(ofAnn("text")[0]?.endsWith(`ann: ${longest}`));
  assert.match(ann.frames.find((line) => line.startsWith("!!")) ?? "", /at most 16384 are allowed/);
});
