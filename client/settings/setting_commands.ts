import { type CommandSummary, knownWord, limits } from "../../protocol.ts";
import { bareNick, sameNick } from "../../helpers/text/nicks.ts";
import { isLonger } from "../../helpers/text/text_length.ts";
import { isSame, type People, type Somebody } from "../people.ts";
import {
  bellModes,
  hourForms,
  type Listed,
  maxListed,
  type Settings,
  timestampForms,
} from "./settings.ts";

/** A command that the client runs itself: it changes what the person has set. */
export interface SettingCommand<S = Settings> extends CommandSummary {
  /** `args` as typed behind it. Without any it tells what is set, and what may be. */
  run(args: string, settings: S, people: WhoIsWho): SettingOutcome<S>;
}

/** Who one is, and who has a nick or had it last. */
interface WhoIsWho extends Somebody {
  readonly people: Pick<People, "personOf">;
}

export interface SettingOutcome<S = Settings> {
  /** Absent where nothing is to be changed. */
  readonly changes?: Partial<S>;
  /** For the person to read. */
  readonly text: string;
}

const ignore: SettingCommand = {
  ...summaryOf("ignore", "[NICK | -NICK]", "Show nothing of what somebody says, or show it again"),
  run(args, settings, who) {
    const [word, ...others] = words(args);
    const { ignored } = settings;
    if (word === undefined) {
      return { text: listed("Ignored", ignored, this.usage, "Nobody is ignored") };
    }
    const nick = nickOf(word.replace(/^-/, ""));
    if (nick === undefined || others.length > 0) return { text: `Usage: ${this.usage}` };
    if (word.startsWith("-")) return showAgain(nick, ignored, who);
    const item = listedFor(nick, who);
    if (isSame(somebodyIn(item), who)) return { text: "You cannot ignore yourself" };
    if (ignored.some((each) => covers(each, item))) return { text: `${nick} is ignored already` };
    // Who was known by this nick alone is known better now.
    const without = ignored.filter((each) => typeof each !== "string" || !sameNick(each, nick));
    if (without.length >= maxListed) {
      return { text: `Cannot ignore ${nick}: ${maxListed} nicks are ignored already` };
    }
    const takesBack = `/ignore -${nick} takes that back`;
    const text = isUnknown(item, who)
      ? `Nobody is called ${nick} here; ignored should they come. ${takesBack}`
      : `Nothing is shown of ${nick}; ${takesBack}`;
    return { changes: { ignored: [...without, item] }, text };
  },
};

const unignore: SettingCommand = {
  ...summaryOf("unignore", "NICK", "Show again what somebody says, by any of their nicks"),
  run(args, { ignored }, who) {
    const [word = "", ...others] = words(args);
    const nick = nickOf(word);
    if (nick === undefined || others.length > 0) return { text: `Usage: ${this.usage}` };
    return showAgain(nick, ignored, who);
  },
};

/** By the nick of now, or that of then. */
function showAgain(nick: string, ignored: readonly Listed[], { people }: WhoIsWho): SettingOutcome {
  const person = people.personOf(nick);
  const isMeant = (each: Listed) =>
    sameNick(nickIn(each), nick) ||
    (typeof each !== "string" && each.person === person);
  const without = ignored.filter((each) => !isMeant(each));
  if (without.length === ignored.length) return { text: `${nick} is not ignored` };
  return { changes: { ignored: without }, text: `${nick} is shown again` };
}

const focus: SettingCommand = {
  ...summaryOf("focus", "[NICK... | -]", "Show in rooms only what these say; - shows all again"),
  run(args, settings, who) {
    const given = words(args);
    if (given.length === 0) {
      return { text: listed("Focused on", settings.focused, this.usage, "All is shown") };
    }
    if (given.length === 1 && given[0] === "-") {
      return { changes: { focused: [] }, text: "All is shown again" };
    }
    const focused: Listed[] = [];
    for (const word of given) {
      const nick = nickOf(word);
      if (nick === undefined) return { text: `Usage: ${this.usage}` };
      const item = listedFor(nick, who);
      if (!focused.some((each) => covers(each, item))) focused.push(item);
    }
    if (focused.length > maxListed) {
      return { text: `Cannot focus on ${focused.length} nicks: ${maxListed} are the most` };
    }
    const names = focused.map(nickIn).join(", ");
    const unknown = focused.filter((item) => isUnknown(item, who)).map(nickIn).join(" or ");
    const note = unknown === "" ? "" : `. Nobody is called ${unknown} here`;
    const text =
      `In rooms only this is shown: what you say, and ${names}; /focus - shows all again${note}`;
    return { changes: { focused }, text };
  },
};

const timestamps: SettingCommand = {
  ...summaryOf(
    "timestamps",
    `[${[...timestampForms, ...hourForms].join("|")}]`,
    "Show when things were said, how exactly, and by a clock of 12 or 24 hours",
  ),
  run(args, settings) {
    const may = `/timestamps may be ${timestampForms.join(", ")}, and 12h or 24h`;
    const given = words(args.toLowerCase());
    if (given.length === 0) {
      return { text: `/timestamps is ${settings.timestamps} ${settings.hours}; ${may}` };
    }
    let changes: Pick<Partial<Settings>, "timestamps" | "hours"> = {};
    for (const word of given) {
      const timestamps = knownWord(timestampForms, word);
      const hours = knownWord(hourForms, word);
      if (timestamps !== undefined) changes = { ...changes, timestamps };
      else if (hours !== undefined) changes = { ...changes, hours };
      else return { text: `Cannot set /timestamps to "${word}": ${may}` };
    }
    const { timestamps, hours } = { ...settings, ...changes };
    return { changes, text: `/timestamps is ${timestamps} ${hours} now` };
  },
};

/** `/history` with one of its choices; with anything else, each face goes back in what was said. */
export const historySetting: SettingCommand = choiceCommand(
  "history",
  "Keep what is typed for the next run, or forget it",
  ["on", "off"],
  (choice) => ({ history: choice === "on" }),
);

/** Of use to every face that a person types in. */
export const sharedCommands: readonly SettingCommand[] = [timestamps, ignore, unignore, focus];

/** Of use to every face that can call the person. */
export const bellCommand: SettingCommand = choiceCommand(
  "bell",
  "Ring for nothing, for what is for you, or for all that others say",
  bellModes,
  (bell) => ({ bell }),
);

/** A setting that is one of a few words, or on or off. `changes`: what a choice sets. */
export function choiceCommand<
  Name extends string,
  Choice extends string,
  S extends Readonly<Record<Name, string | boolean>>,
>(
  name: Name,
  summary: string,
  choices: readonly Choice[],
  changes: (choice: Choice) => Partial<S>,
): SettingCommand<S> {
  return {
    ...summaryOf(name, `[${choices.join("|")}]`, summary),
    run(args, { [name]: value }) {
      const given = args.trim().toLowerCase();
      const may = `/${name} may be ${choices.join(", ")}`;
      const now = typeof value === "string" ? value : value ? "on" : "off";
      if (given === "") return { text: `/${name} is ${now}; ${may}` };
      const choice = knownWord(choices, given);
      if (choice === undefined) return { text: `Cannot set /${name} to "${given}": ${may}` };
      return { changes: changes(choice), text: `/${name} is ${choice} now` };
    },
  };
}

function summaryOf(name: string, args: string, summary: string): CommandSummary {
  return { name, aliases: [], usage: `/${name} ${args}`, summary };
}

function listed(what: string, list: readonly Listed[], usage: string, none: string): string {
  const is = list.length === 0 ? none : `${what}: ${list.map(nickIn).join(", ")}`;
  return `${is}; ${usage} changes it`;
}

/** The person who has the nick, or had it last; the nick alone where that is not known. */
function listedFor(nick: string, { people }: WhoIsWho): Listed {
  const person = people.personOf(nick);
  return person === undefined ? nick : { nick, person };
}

function somebodyIn(item: Listed): Somebody {
  return typeof item === "string" ? { nick: item } : item;
}

/** False also on an older server, which tells of nobody who it is. */
function isUnknown(item: Listed, { person }: WhoIsWho): boolean {
  return typeof item === "string" && person !== undefined;
}

function nickIn(item: Listed): string {
  return typeof item === "string" ? item : item.nick;
}

/** Whether with `item` in a list `other` is in it already. */
function covers(item: Listed, other: Listed): boolean {
  if (typeof item === "string") return typeof other === "string" && sameNick(item, other);
  return typeof other === "string" ? sameNick(item.nick, other) : item.person === other.person;
}

function words(args: string): readonly string[] {
  return args.split(/[\s,]+/).filter((word) => word !== "");
}

/** Undefined for what no server takes for a nick. */
function nickOf(word: string): string | undefined {
  const nick = bareNick(word).normalize("NFKC");
  const isNick = nick !== "" && !nick.startsWith("-") && !isLonger(nick, limits.nickLength);
  return isNick ? nick : undefined;
}
