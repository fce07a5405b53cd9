/** Who is here before, and what is said to put them so. */
export interface Setting {
  /** What each of the others says; the first frame is its `hello`. */
  readonly crowd?: readonly (readonly string[])[];
  /** What the client says that sends what is measured; nothing if that is its `hello`. */
  readonly asker?: readonly string[];
}

/** Something that a frame of up to 64 KiB asks. */
export interface Case {
  readonly name: string;
  readonly setting: Setting;
  /** One frame, made anew for each try. */
  frames(index: number): string;
}

const mostBytes = 64 * 1024;

function hello(nick: string, rooms: readonly string[] = ["lobby"]): string {
  return JSON.stringify({ type: "hello", version: 1, nick, rooms });
}

function command(name: string, args: string): string {
  return JSON.stringify({ type: "command", name, args, room: "lobby" });
}

function fill(unit: string, bytes = mostBytes - 200): string {
  return unit.repeat(Math.floor(bytes / new TextEncoder().encode(unit).length));
}

function many<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** 100 rooms of each. */
const myRooms = (who: number | string) => many(100, (index) => `room-${who}-${index}`);
const shared = myRooms("all");
const alone: Setting = { asker: [hello("asker")] };
const awayText = "\u{1f30d}".repeat(200);

const settings = {
  alone,
  rooms25000: {
    crowd: many(250, (index) => [hello(`crowd${index}`, myRooms(index))]),
    ...alone,
  },
  sharedRooms: {
    crowd: many(100, (index) => [hello(`crowd${index}`, shared), command("away", awayText)]),
    asker: [hello("asker", shared)],
  },
  largeRoom: { crowd: many(500, (index) => [hello(`crowd${index}`)]), ...alone },
} satisfies Record<string, Setting>;

/** What is in a frame beside the text does not matter: it is the text that is looked at. */
const texts: Readonly<Record<string, string>> = {
  letters: fill("x"),
  marks: `a${fill("\u0301\u0323")}`,
  blanks: `${fill(" ")}x`,
  "escape sequences": fill("\u001b[").slice(0, 10_000),
  "title begun": "\u001b]0;".repeat(2700),
  emoji: fill("\u{1f468}\u200d"),
  controls: "\u0000".repeat(10_900),
  "line separators": fill("\u2028"),
  quotes: fill('"', 31_000),
  Thai: fill("\u0e19\u0e49\u0e33"),
  Arabic: fill("\ufdfa"),
};

const structures: Readonly<Record<string, string>> = {
  "arrays in arrays": `"x":${"[".repeat(32_000)}${"]".repeat(32_000)}`,
  "objects in objects": `"x":${'{"":'.repeat(10_000)}0${"}".repeat(10_000)}`,
  "thousands of keys": many(7000, (index) => `"k${index}":1`).join(","),
  "the same key": many(10_000, () => `"a":1`).join(","),
  "__proto__": many(4000, () => `"__proto__":{}`).join(","),
  "a long array": `"x":[${many(30_000, () => "1").join(",")}]`,
  "objects in an array": `"x":[${many(20_000, () => "{}").join(",")}]`,
  "a long number": `"x":${fill("1", 65_000)}`,
  "escapes": `"x":"${"\\u0000".repeat(10_000)}"`,
  "no JSON": fill("[", 65_000),
};

function say(text: string): string {
  const frame = JSON.stringify({ type: "say", text });
  return frame.length <= mostBytes
    ? frame
    : JSON.stringify({ type: "say", text: text.slice(0, 10_000) });
}

export const cases: readonly Case[] = [
  { name: "nothing", setting: alone, frames: () => "" },
  ...Object.entries(structures).flatMap(([what, json]) =>
    ["say", "hello", "ping"].map((type) => ({
      name: `${type} with ${what}`,
      setting: alone,
      frames: () => `{"type":"${type}",${json}}`.slice(0, mostBytes),
    }))
  ),
  ...Object.entries(texts).flatMap(([what, text]) => [
    { name: `say, 64 KiB of ${what}`, setting: alone, frames: () => say(text) },
    { name: `say, 16 KiB of ${what}`, setting: alone, frames: () => say(text.slice(0, 5000)) },
    ...["topic", "away", "nick", "join", "whois", "me", "msg bob", "quit", "who", "search"].map(
      (line) => {
        const [name = "", nick] = line.split(" ");
        const args = nick === undefined ? text : `${nick} ${text}`;
        return {
          name: `/${line}, 64 KiB of ${what}`,
          setting: alone,
          frames: () =>
            command(name, args).length > mostBytes
              ? command(name, args.slice(0, 10_000))
              : command(name, args),
        };
      },
    ),
  ]),
  {
    name: "/join of 8,000 names",
    setting: alone,
    frames: () => command("join", many(8000, (i) => `r${i}`).join(" ")),
  },
  {
    name: "/join of 100 rooms",
    setting: alone,
    frames: (i) => command("join", many(100, (j) => `r${i}-${j}`).join(" ")),
  },
  { name: "/rooms, of 25,000", setting: settings.rooms25000, frames: () => command("rooms", "") },
  { name: "/who, of 500", setting: settings.largeRoom, frames: () => command("who", "") },
  { name: "/help", setting: alone, frames: () => command("help", "") },
  { name: "/unknown", setting: alone, frames: () => command("x".repeat(60_000), "") },
  { name: "hello to 100 rooms", setting: {}, frames: (i) => hello(`n${i}`, myRooms(i)) },
  {
    name: "hello to 5,000 rooms",
    setting: {},
    frames: (i) => hello(`n${i}`, many(5000, (j) => `r${j}`)),
  },
  {
    name: "hello to 100 rooms with names of 600 letters",
    setting: {},
    frames: (i) => hello(`n${i}`, many(100, (j) => `${j}${"\ufdfa".repeat(200)}`)),
  },
  {
    name: "hello to 100 rooms with names in Greek",
    setting: {},
    frames: (i) => hello(`n${i}`, many(100, (j) => `${"\u03b1\u0301".repeat(30)}${j}`)),
  },
  {
    name: "hello, 100 rooms of 100 who are away",
    setting: { crowd: settings.sharedRooms.crowd },
    frames: (i) => hello(`n${i}`, shared),
  },
  {
    name: "/nick in 100 rooms of 100",
    setting: settings.sharedRooms,
    frames: (i) => command("nick", `asker${i}`),
  },
  {
    name: "/away in 100 rooms of 100",
    setting: settings.sharedRooms,
    frames: () => command("away", awayText),
  },
  {
    name: "/whois who is in 100 rooms",
    setting: settings.sharedRooms,
    frames: () => command("whois", "crowd1"),
  },
  {
    name: "bye, 64 KiB",
    setting: alone,
    frames: () => JSON.stringify({ type: "bye", text: fill("\u0301\u0323") }),
  },
  {
    name: "history with 5,000 nicks",
    setting: alone,
    frames: () => JSON.stringify({ type: "history", room: "@", with: many(5000, (i) => `n${i}`) }),
  },
  {
    name: "history with 32 long nicks",
    setting: alone,
    frames: () =>
      JSON.stringify({ type: "history", room: "@", with: many(32, () => "\ufdfa".repeat(600)) }),
  },
  {
    name: "history of a long room",
    setting: alone,
    frames: () => JSON.stringify({ type: "history", room: fill("\ufdfa") }),
  },
  {
    name: "typing to a long nick",
    setting: alone,
    frames: () => JSON.stringify({ type: "typing", to: fill("\ufdfa") }),
  },
];
