import { type CommandSummary, knownWord, limits } from "../../protocol.ts";
import { sameNick } from "../../helpers/nicks.ts";
import {
  bellModes,
  maxListedNicks,
  type Settings,
  themeNames,
  timestampForms,
} from "./settings.ts";

/** A command that the client runs itself: it changes what the person has set. */
export interface SettingCommand extends CommandSummary {
  /** `args` as typed behind it. Without any it tells what is set, and what may be. */
  run(args: string, settings: Settings): SettingOutcome;
}

export interface SettingOutcome {
  /** Absent where nothing is to be changed. */
  readonly changes?: Partial<Settings>;
  /** For the person to read. */
  readonly text: string;
}

const ignore: SettingCommand = {
  ...summaryOf("ignore", "[NICK | -NICK]", "Show nothing of what somebody says, or show it again"),
  run(args, settings) {
    const [word, ...others] = words(args);
    const { ignored } = settings;
    if (word === undefined) return { text: listed("Ignored", ignored, this.usage) };
    const nick = nickOf(word.replace(/^-/, ""));
    if (nick === undefined || others.length > 0) return { text: `Usage: ${this.usage}` };
    const without = ignored.filter((each) => !sameNick(each, nick));
    const isIn = without.length < ignored.length;
    if (word.startsWith("-")) {
      if (!isIn) return { text: `${nick} is not ignored` };
      return { changes: { ignored: without }, text: `${nick} is shown again` };
    }
    if (isIn) return { text: `${nick} is ignored already` };
    if (ignored.length >= maxListedNicks) {
      return { text: `Cannot ignore ${nick}: ${maxListedNicks} nicks are ignored already` };
    }
    const text = `Nothing is shown of ${nick}; /ignore -${nick} takes that back`;
    return { changes: { ignored: [...ignored, nick] }, text };
  },
};

const focus: SettingCommand = {
  ...summaryOf("focus", "[NICK... | -]", "Show in rooms only what these say; - shows all again"),
  run(args, settings) {
    const given = words(args);
    if (given.length === 0) return { text: listed("Focused on", settings.focused, this.usage) };
    if (given.length === 1 && given[0] === "-") {
      return { changes: { focused: [] }, text: "All is shown again" };
    }
    const focused: string[] = [];
    for (const word of given) {
      const nick = nickOf(word);
      if (nick === undefined) return { text: `Usage: ${this.usage}` };
      if (!focused.some((each) => sameNick(each, nick))) focused.push(nick);
    }
    if (focused.length > maxListedNicks) {
      return { text: `Cannot focus on ${focused.length} nicks: ${maxListedNicks} are the most` };
    }
    const text = `In rooms only this is shown: what you say, and ${focused.join(", ")}; /focus - ` +
      "shows all again";
    return { changes: { focused }, text };
  },
};

/** In the order in which help lists them. */
export const settingCommands: readonly SettingCommand[] = [
  choiceCommand("theme", "Choose the colours", themeNames, (theme) => ({ theme })),
  choiceCommand(
    "timestamps",
    "Show when things were said, and how exactly",
    timestampForms,
    (timestamps) => ({ timestamps }),
  ),
  choiceCommand(
    "bell",
    "Ring for nothing, for what is for you, or for all that others say",
    bellModes,
    (bell) => ({ bell }),
  ),
  choiceCommand(
    "members",
    "Show who is in the room at its side",
    ["on", "off"],
    (choice) => ({ members: choice === "on" }),
  ),
  ignore,
  focus,
];

/** `changes`: what a choice sets. */
function choiceCommand<Choice extends string>(
  name: "theme" | "timestamps" | "bell" | "members",
  summary: string,
  choices: readonly Choice[],
  changes: (choice: Choice) => Partial<Settings>,
): SettingCommand {
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

function listed(what: string, nicks: readonly string[], usage: string): string {
  return `${what}: ${nicks.length === 0 ? "nobody" : nicks.join(", ")}; ${usage} changes it`;
}

function words(args: string): readonly string[] {
  return args.split(/[\s,]+/).filter((word) => word !== "");
}

/** Undefined for what no server takes for a nick. */
function nickOf(word: string): string | undefined {
  const nick = word.replace(/^@/, "").normalize("NFKC");
  const isNick = nick !== "" && !nick.startsWith("-") && [...nick].length <= limits.nickLength;
  return isNick ? nick : undefined;
}
