import { findCommand } from "../../helpers/commands.ts";
import type { CommandSummary } from "../../protocol.ts";

/** What there is to complete to; rooms without the `#`, commands without the `/`. */
export interface Known {
  readonly commands: readonly CommandSummary[];
  readonly rooms: readonly string[];
  /** In the order in which they are to be offered. */
  readonly nicks: readonly string[];
  readonly emoji?: readonly KnownEmoji[];
}

export interface KnownEmoji {
  readonly emoji: string;
  /** Without the colons. */
  readonly names: readonly string[];
}

export interface Completion {
  /** What may stand in place of `replaces`, in order. */
  readonly candidates: readonly Candidate[];
  /** The word before the cursor, in the case in which it was typed. */
  readonly replaces: string;
}

export interface Candidate {
  /** With the space that follows it, if none stands there. */
  readonly text: string;
  readonly label: string;
  /** What it does, for a person to choose by; perhaps empty. */
  readonly detail: string;
}

const maxEmoji = 50;
const emojiName = /(?<!\S):[^\s:]+$/;

/** Whether it would be completed to an emoji. */
export function endsInEmojiName(text: string): boolean {
  return emojiName.test(text);
}

/**
 * Completes the word that ends at `cursor`, in any case. An empty one is completed after a command
 * only.
 */
export function complete(line: string, cursor: number, known: Known): Completion {
  const before = line.slice(0, cursor);
  const [replaces = ""] = /\S*$/.exec(before) ?? [];
  const left = before.slice(0, before.length - replaces.length);
  const space = line[cursor] === " " ? "" : " ";
  const found = findWords(left, replaces, known);
  return { candidates: found.map((one) => ({ ...one, text: one.text + space })), replaces };
}

/** Their texts are without the space that follows. */
function findWords(left: string, word: string, known: Known): Candidate[] {
  if (left === "" && word.startsWith("/")) return commandWords(word, known);
  if (word === "" && !left.startsWith("/")) return [];
  if (word.startsWith("#")) return matching(known.rooms.toSorted(), word, "#");
  if (emojiName.test(word)) return emojiWords(word.slice(1), known);
  if (word.startsWith("@")) return matching(known.nicks, word, "@");
  const nicks = matching(known.nicks, word);
  if (left === "") return nicks.map((nick) => ({ ...nick, text: `${nick.text}:` }));
  return argumentWords(left, word, known) ?? nicks;
}

/** Names go before aliases, which are offered only where no name begins so. */
function commandWords(word: string, { commands }: Known): Candidate[] {
  const listed = commands.toSorted((one, other) => one.name < other.name ? -1 : 1);
  const found = (names: (command: CommandSummary) => readonly string[]) =>
    listed.flatMap((command) =>
      names(command).filter((name) => begins(`/${name}`, word)).map((name) => ({
        text: `/${name}`,
        label: command.usage,
        detail: command.summary,
      }))
    );
  const byName = found(({ name }) => [name]);
  return byName.length > 0 ? byName : found(({ aliases }) => aliases);
}

/** An argument of the command to the left, by its usage; undefined where that tells nothing. */
function argumentWords(left: string, word: string, known: Known): Candidate[] | undefined {
  const [, name = "", args = ""] = /^\/(\S+)\s+(.*)$/s.exec(left.toLowerCase()) ?? [];
  const command = findCommand(known.commands, name);
  if (command === undefined) return undefined;
  const { usage } = command;
  const index = args.split(/\s+/).filter((arg) => arg !== "").length;
  // The nicks of others are taken.
  if (command.name === "nick") return [];
  const named = namedWords(usage, word, known);
  if (named !== undefined) return named;
  const argument = argumentAt(usage, index);
  if (word.startsWith("-") && argument.includes("-NICK")) {
    return matching(known.nicks, word, "-");
  }
  if (/\bROOM\b/.test(argument)) return matching(known.rooms.toSorted(), word);
  if (/\bCOMMAND\b/.test(argument)) {
    return matching(known.commands.map(({ name }) => name).toSorted(), word);
  }
  const choices = argument.split("|").filter((choice) => /^[a-z]+$/.test(choice));
  return choices.length > 0 ? matching(choices, word) : undefined;
}

/** What may stand behind a name that the usage has with a colon, as in `[from:NICK]`; undefined where it has none. */
function namedWords(usage: string, word: string, { nicks, rooms }: Known): Candidate[] | undefined {
  const [, name = "", hash = ""] = /^(\w+:)(#?)/.exec(word.toLowerCase()) ?? [];
  if (name === "") return undefined;
  if (usage.includes(`[${name}NICK]`)) return matching(nicks, word, name);
  if (!usage.includes(`[${name}ROOM]`)) return undefined;
  return matching(rooms.toSorted(), word, name + hash);
}

/** Without brackets, as in `ROOM` or `on|off`; what ends in dots stands for all that follow. */
function argumentAt(usage: string, index: number): string {
  const words = usage.replaceAll(" | ", "|").split(" ").slice(1);
  const last = words.at(-1) ?? "";
  return (words[index] ?? (last.includes("...") ? last : "")).replace(/[[\].]/g, "");
}

function emojiWords(name: string, { emoji = [] }: Known): Candidate[] {
  const wanted = name.toLowerCase();
  const named = emoji.flatMap((one) => one.names.map((name) => ({ emoji: one.emoji, name })));
  const starting = named.filter(({ name }) => name.startsWith(wanted));
  const having = named.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...starting, ...having].slice(0, maxEmoji).map(({ emoji, name }) => ({
    text: emoji,
    label: emoji,
    detail: `:${name}:`,
  }));
}

function matching(words: readonly string[], start: string, prefix = ""): Candidate[] {
  return words.map((word) => prefix + word).filter((word) => begins(word, start))
    .map((word) => ({ text: word, label: word, detail: "" }));
}

function begins(word: string, start: string): boolean {
  return word.toLowerCase().startsWith(start.toLowerCase());
}
