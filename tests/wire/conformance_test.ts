import assert from "node:assert/strict";

import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { type Server, startServer } from "../../server.ts";
import type { ServerOptions } from "../../server/server_options.ts";
import { defaultSessionBounds } from "../../server/sessions/session_bounds.ts";
import { bounded } from "../support/bounded.ts";
import { unlimited } from "../support/servers/unlimited.ts";
import type { Codec, Dialect } from "../../wire/dialect.ts";
import type { Dialects } from "../../wire/tell_dialect.ts";
import { dialects as served } from "../../wire/mod.ts";
import { native } from "../../wire/native.ts";
import { Speaker, type SpeakerOptions } from "./speaker.ts";
import { nativeSpeech, type Speech, tinySpeech } from "./speech.ts";
import { speeches } from "./speeches.ts";
import { textSpeech } from "./text_speech.ts";
import { tiny } from "./tiny.ts";

const decoder = new TextDecoder();
const [foremost, ...others] = served;
/** In front of the one that takes all whom no other knows. */
const dialects: Dialects = [foremost, tiny, ...others];
const own = await makeOwnCertificate();

/** What carries what the dialect says; the server has all of them on one port. */
interface Carrier extends SpeakerOptions {
  readonly name: string;
}

const { certificate } = own;
/** Native is also spoken to who names no subprotocol. */
const inTheClear = { native: undefined, irc: "text.ircv3.net" };
const encrypted = { native: "chatroom", irc: "binary.ircv3.net" };
const carriers: readonly Carrier[] = [
  { name: "TCP" },
  { name: "TLS", certificate },
  { name: "WebSocket", subprotocols: inTheClear },
  { name: "WebSocket over TLS", certificate, subprotocols: encrypted },
];
const carriersOf = ({ dialect: { name } }: Speech) =>
  carriers.filter(({ subprotocols }) => subprotocols === undefined || name in subprotocols);
const start = (options: ServerOptions = {}) =>
  startServer({ dialects, tls: { own }, web: {}, ...options });

interface Room extends AsyncDisposable {
  readonly server: Server;
  readonly ann: Speaker;
  readonly bob: Speaker;
}

/** The lobby with ann, who speaks it over that, and bob, who speaks native in the clear. */
async function openRoom(
  speech: Speech,
  carrier: Carrier,
  sessionBounds = unlimited,
): Promise<Room> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(start({ sessionBounds }));
  const bob = stack.use(await Speaker.join(nativeSpeech, server.port, "bob"));
  const ann = stack.use(await Speaker.join(speech, server.port, "ann", carrier));
  await bob.hears("lobby + ann");
  const held = stack.move();
  return { server, ann, bob, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

/** What every dialect does, whatever carries it. */
function testDialect(speech: Speech, carrier: Carrier): void {
  const { name } = carrier;
  const test = (what: string, run: () => Promise<void>) =>
    Deno.test(`${speech.dialect.name} over ${name}: ${what}`, run);

  test("who comes in is told as whom, and where it is", async () => {
    await using server = start();
    await using ann = await Speaker.connect(speech, server.port, carrier);
    await ann.send(speech.hello("ann"));
    await ann.hears("* you are ann");
    await ann.hears("* in lobby");
  });

  test("a hello that comes byte by byte is understood", async () => {
    await using server = start();
    await using ann = await Speaker.connect(speech, server.port, carrier);
    for (const byte of new TextEncoder().encode(`${speech.hello("ann")}\n`)) {
      await ann.sendBytes(Uint8Array.of(byte));
    }
    await ann.hears("* you are ann");
  });

  test("what comes with the hello is not lost", async () => {
    await using server = start();
    await using ann = await Speaker.connect(speech, server.port, carrier);
    await ann.send(speech.hello("ann"), ...speech.join(["dev", "ops"]));
    await ann.hears("* in dev");
    await ann.hears("* in ops");
  });

  test("rooms are joined and left, and others are told", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob } = room;
    await bob.send(...bob.speech.join(["dev", "ops"]));
    await bob.hears("* in ops");
    await ann.send(...speech.join(["dev", "ops"]));
    await ann.hears("* in dev");
    await ann.hears("* in ops");
    await bob.hears("ops + ann");
    await ann.send(speech.leave("dev"));
    await ann.hears("* out of dev");
    await bob.hears("dev - ann (left)");
  });

  test("what is said is heard, by who said it too if the dialect has it so", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob } = room;
    await ann.send(speech.say("lobby", "hello"));
    await bob.hears("lobby <ann> hello");
    await bob.send(bob.speech.say("lobby", "hello yourself"));
    await ann.hears("lobby <bob> hello yourself");
    const own = speech.hearsItself ? ["lobby <ann> hello"] : [];
    assert.deepEqual(ann.all(/<ann>/), own);
  });

  test("who comes late is told what was said before", async () => {
    await using room = await openRoom(speech, carrier);
    await room.bob.send(room.bob.speech.say("lobby", "early"));
    await room.ann.hears("lobby <bob> early");
    await using carl = await Speaker.join(speech, room.server.port, "carl", carrier);
    await carl.hears("lobby <bob> early");
  });

  test("a new nick is told to all, and goes with what is said then", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob } = room;
    await ann.send(speech.rename("anna"));
    await ann.hears("* now anna");
    await bob.hears("lobby ann = anna");
    await ann.send(speech.say("lobby", "it is me"));
    await bob.hears("lobby <anna> it is me");
  });

  test("what is refused is told, and costs nothing else", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob, server } = room;
    await using carl = await Speaker.connect(speech, server.port, carrier);
    await carl.send(speech.hello("ann"));
    await carl.hears("! nick_taken");
    await carl.send(speech.hello("carl"));
    await carl.hears("* you are carl");
    await ann.send(speech.say("dev", "nobody is here"));
    await ann.hears("! not_in_room");
    await ann.send(speech.nonsense);
    await ann.hears("! unknown_type");
    await ann.send(speech.say("lobby", "still here"));
    await bob.hears("lobby <ann> still here");
  });

  test("a client that says too much at once is told to wait, or read later", async () => {
    const sessionBounds = { ...defaultSessionBounds, rate: { burst: 5, perSecond: 0.01 } };
    await using room = await openRoom(speech, carrier, sessionBounds);
    const { ann } = room;
    for (let count = 0; count < 6; count++) await ann.send(speech.say("lobby", `${count}`));
    if (speech.dialect.waitsForRate) await room.bob.hears("lobby <ann> 0");
    else await ann.hears("! rate_limited");
    assert.deepEqual(room.bob.all(/<ann> 5/), []);
  });

  test("who goes is let go in order, and others are told", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob } = room;
    await ann.send(speech.quit());
    await ann.hears("* bye logged_out");
    await ann.ended();
    await bob.hears("lobby - ann (left)");
  });

  test("whose connection is cut off is gone after a while, for the others", async () => {
    await using room = await openRoom(speech, carrier, { ...unlimited, returnWithinMs: 0 });
    room.ann.close();
    await room.bob.hears("lobby - ann (left)");
  });

  test("a frame that is too long ends the session", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob } = room;
    const { maxFrameBytes } = speech.dialect;
    await ann.send("x".repeat(maxFrameBytes));
    await ann.send("x".repeat(maxFrameBytes + 1));
    await ann.hears("! frame_too_long");
    await ann.ended();
    await bob.hears("lobby - ann (lost connection)");
  });

  test("who comes back has all that was said meanwhile", async () => {
    await using room = await openRoom(speech, carrier);
    const { ann, bob, server } = room;
    await using carl = await Speaker.join(speech, server.port, "carl", carrier);
    await ann.hears("lobby + carl");
    ann.close();
    await bob.send(bob.speech.say("lobby", "missed"));
    await carl.hears("lobby <bob> missed");
    await using back = await Speaker.connect(speech, server.port, carrier);
    await back.send(speech.resume?.("ann", ann.frames) ?? speech.hello("ann"));
    await back.hears("lobby <bob> missed");
    await bob.send(bob.speech.say("lobby", "live"));
    await back.hears("lobby <bob> live");
    await carl.hears("lobby <bob> live");
    // Who can be known again was there all the time, for the others.
    const told = speech.resume === undefined
      ? ["lobby - ann (lost connection)", "lobby + ann"]
      : [];
    assert.deepEqual(carl.all(/^lobby [+-] ann/).map(asLost), told);
  });

  test("a server that stops says so", async () => {
    const room = await openRoom(speech, carrier);
    await room.server.stop();
    await room.ann.hears("* bye stopping");
    await room.ann.ended();
    await room[Symbol.asyncDispose]();
  });
}

/** An end of input and a reset look alike. */
function asLost(told: string): string {
  return told.replace("(left)", "(lost connection)");
}

for (const speech of speeches) {
  for (const carrier of carriersOf(speech)) testDialect(speech, carrier);
}

Deno.test("the suite runs over every dialect that is served", () => {
  const judged = speeches.map(({ dialect }) => dialect);
  const missing = served.filter((dialect) => !judged.includes(dialect)).map(({ name }) => name);
  assert.deepEqual(missing, [], "these need a speech in tests/wire/speeches.ts");
});

Deno.test("all dialects in one room read everybody in one order, whatever carries them", async () => {
  await using server = start({ sessionBounds: unlimited });
  await using stack = new AsyncDisposableStack();
  const [speakers, listeners]: [Speaker[], Speaker[]] = [[], []];
  for (const speech of speeches) {
    for (const carrier of carriersOf(speech)) {
      const join = async (nick: string) =>
        stack.use(await Speaker.join(speech, server.port, nick, carrier));
      speakers.push(await join(`speaker${speakers.length}`));
      listeners.push(await join(`listener${listeners.length}`));
    }
  }
  await Promise.all(speakers.map(async (speaker) => {
    for (let count = 0; count < 100; count++) {
      await speaker.send(speaker.speech.say("lobby", `${count}`));
    }
  }));
  const last = speakers.map((_, index) => `lobby <speaker${index}> 99`);
  for (const listener of listeners) {
    while (!last.every((line) => listener.all(/ 99$/).includes(line))) {
      await bounded(listener.hearsMore(), () => "what everybody said");
    }
  }
  const [first = [], ...others] = listeners.map((listener) => listener.all(/<speaker/));
  assert.equal(first.length, speakers.length * 100);
  for (const other of others) assert.deepEqual(other, first);
  for (const [index, speaker] of speakers.entries()) {
    const own = `lobby <speaker${index}> `;
    const { hearsItself } = speaker.speech;
    const expected = first.filter((line) => hearsItself || !line.startsWith(own));
    while (speaker.all(/<speaker/).length < expected.length) {
      await bounded(speaker.hearsMore(), () => "what everybody said");
    }
    assert.deepEqual(speaker.all(/<speaker/), expected);
  }
});

Deno.test("what a dialect adds for those who ask goes to them alone", async () => {
  await using server = startServer({ dialects, sessionBounds: unlimited });
  await using ann = await Speaker.join(nativeSpeech, server.port, "ann");
  await using bob = await Speaker.join(tinySpeech, server.port, "bob");
  await using carl = await Speaker.join(tinySpeech, server.port, "carl");
  await bob.send("TIMES ON");
  await bob.hears("* times are ON");
  await ann.send(nativeSpeech.say("lobby", "one"));
  await carl.hears("lobby <ann> one");
  await bob.send("TIMES OFF");
  await bob.hears("* times are OFF");
  await ann.send(nativeSpeech.say("lobby", "two"));
  await bob.hears("lobby <ann> two");
  assert.match(bob.all(/one$/).join(), /^\d+ lobby <ann> one$/);
  await carl.hears("lobby <ann> two");
  assert.deepEqual(carl.all(/times/), []);
});

Deno.test("a dialect may say to each client whom it means", async () => {
  await using server = startServer({ dialects, sessionBounds: unlimited });
  await using _ann = await Speaker.join(nativeSpeech, server.port, "ann");
  await using bob = await Speaker.connect(tinySpeech, server.port);
  await bob.send(tinySpeech.hello("ann"));
  await bob.hears("! nick_taken");
  await bob.send(tinySpeech.hello("bob"), tinySpeech.rename("bobby"), tinySpeech.nonsense);
  await bob.hears("! unknown_type");
  const refused = bob.frames.filter((frame) => frame.startsWith("!"));
  assert.deepEqual(refused, ["! * nick_taken", "! bobby unknown_type"]);
});

Deno.test("who answers no pings is hung up on only where the dialect has it that clients do", async () => {
  const sessionBounds = {
    ...unlimited,
    idle: { pingAfterMs: 20, maxUnanswered: 1 },
    returnWithinMs: 0,
  };
  await using server = startServer({ dialects, sessionBounds });
  await using ann = await Speaker.join(tinySpeech, server.port, "ann");
  await using bob = await Speaker.join(nativeSpeech, server.port, "bob");
  await bob.ended();
  await ann.hears("lobby - bob (lost connection)");
  await ann.send(tinySpeech.join(["dev"])[0] ?? "");
  await ann.hears("* in dev");
});

Deno.test("clients that are refused are told soon, before it is known how they speak", async () => {
  const connectionBounds = { total: 1, perAddress: 1 };
  const sessionBounds = { ...unlimited, quietMs: 20 };
  await using server = startServer({ dialects, connectionBounds, sessionBounds });
  await using _ann = await Speaker.join(tinySpeech, server.port, "ann");
  await using refused = await Speaker.connect(textSpeech, server.port);
  await refused.hears("! server_full");
  await refused.ended();
});

Deno.test("a server that stops says so to those of whom it does not know how they speak", async () => {
  const server = startServer({ dialects });
  await using silent = await Speaker.connect(nativeSpeech, server.port);
  await using _ann = await Speaker.join(nativeSpeech, server.port, "ann");
  await server.stop();
  await silent.hears("* bye stopping");
  await silent.ended();
});

Deno.test("a dialect that fails ends the session of its client alone", async () => {
  const failures: Partial<Codec>[] = [
    { encoder: { encode: () => assert.fail("encoder") } },
    { encode: () => assert.fail("encode") },
    { decode: () => assert.fail("decode") },
  ];
  for (const failure of failures) {
    // What comes of it once the client is in the room.
    const broken: Dialect = {
      ...tiny,
      open(context) {
        const codec = tiny.open(context);
        const decode = codec.decode.bind(codec);
        codec.decode = (frame) => {
          if (decoder.decode(frame) === "BREAK") Object.assign(codec, failure);
          return decode(frame);
        };
        return codec;
      },
    };
    await using server = startServer({ dialects: [native, broken], sessionBounds: unlimited });
    await using ann = await Speaker.join(nativeSpeech, server.port, "ann");
    await using bob = await Speaker.join(tinySpeech, server.port, "bob");
    await using carl = await Speaker.join(nativeSpeech, server.port, "carl");
    await bob.send("BREAK");
    await bob.send("SAY lobby one");
    await ann.send(nativeSpeech.say("lobby", "two"));
    await bob.ended();
    await carl.hears("lobby <ann> two");
  }
});
