import { type CommandSummary, limits } from "../../protocol.ts";
import { sameNick } from "../../helpers/nicks.ts";
import {
  bellModes,
  maxListedNicks,
  oneOf,
  type Settings,
  themeNames,
  timestampForms,
} from "./settings.ts";

/** A command that the client runs itself: it changes what the person has set. */
export interface SettingCommand extends CommandSummary {
  /** What may stand behind it, for completion; none where that is a nick. */
  readonly values: readonly string[];
  /** `args` as typed behind it. Without any it tells what is set, and what may be. */
  run(args: string, settings: Settings): SettingOutcome;
}

export interface SettingOutcome {
  /** Absent where nothing is to be changed. */
  readonly changes?: Partial<Settings>;
  /** For the person to read. */
  readonly text: string;
}

const switches = ["on", "off"] as const;

const theme = choiceCommand({
  name: "theme",
  summary: "Choose the colours",
  choices: themeNames,
  get: (settings) => settings.theme,
  set: (theme) => ({ theme }),
});

const timestamps = choiceCommand({
  name: "timestamps",
  summary: "Show when things were said, and how exactly",
  choices: timestampForms,
  get: (settings) => settings.timestamps,
  set: (timestamps) => ({ timestamps }),
});

const bell = choiceCommand({
  name: "bell",
  summary: "Ring for nothing, for what is for you, or for all that others say",
  choices: bellModes,
  get: (settings) => settings.bell,
  set: (bell) => ({ bell }),
});

const members = choiceCommand({
  name: "members",
  summary: "Show who is in the room at its side",
  choices: switches,
  get: (settings) => settings.members ? "on" : "off",
  set: (choice) => ({ members: choice === "on" }),
});

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
  theme,
  timestamps,
  bell,
  members,
  ignore,
  focus,
];

interface ChoiceOptions<Choice extends string> {
  readonly name: string;
  readonly summary: string;
  readonly choices: readonly Choice[];
  readonly get: (settings: Settings) => Choice;
  readonly set: (choice: Choice) => Partial<Settings>;
}

function choiceCommand<Choice extends string>(
  { name, summary, choices, get, set }: ChoiceOptions<Choice>,
): SettingCommand {
  return {
    ...summaryOf(name, `[${choices.join("|")}]`, summary),
    values: choices,
    run(args, settings) {
      const given = args.trim().toLowerCase();
      const may = `/${name} may be ${choices.join(", ")}`;
      if (given === "") return { text: `/${name} is ${get(settings)}; ${may}` };
      const choice = oneOf(choices, given);
      if (choice === undefined) return { text: `Cannot set /${name} to "${given}": ${may}` };
      return { changes: set(choice), text: `/${name} is ${choice} now` };
    },
  };
}

function summaryOf(
  name: string,
  args: string,
  summary: string,
): Omit<SettingCommand, "run"> {
  return { name, aliases: [], usage: `/${name} ${args}`, summary, values: [] };
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
