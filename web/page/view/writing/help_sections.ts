import { roleMarks } from "../../../../helpers/roles.ts";
import type { CommandSummary } from "../../../../protocol.ts";
import { writingNotes } from "../../../../wording/writing_notes.ts";
import { pageKeyGroups } from "./page_keys.ts";

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly { readonly what: string; readonly summary: string }[];
}

/** Names of commands; what is in none stands under the last title. */
const groups: readonly (readonly [title: string, names: string])[] = [
  ["Talking", "msg reply me describe say search delete"],
  ["Rooms", "join leave rooms who topic settings slow private lock unlock invite uninvite"],
  ["You and others", "nick away back whois password link devices logout quit"],
  ["Order", "mod unmod voice unvoice owner kick ban unban bans except unexcept mute unmute audit"],
  ["What you see", "theme timestamps ignore unignore focus bell"],
  ["Other", ""],
];

/** Each command under the title that it belongs to, and what has a meaning in what one writes. */
export function commandSections(commands: readonly CommandSummary[]): readonly HelpSection[] {
  const groupOf = ({ name }: CommandSummary) =>
    groups.find(([, names]) => names.split(" ").includes(name)) ?? groups.at(-1);
  const sections = groups.map((group) => ({
    title: group[0],
    entries: commands.filter((each) => groupOf(each) === group)
      .map(({ usage, summary }) => ({ what: usage, summary })),
  }));
  return [...sections, { title: "In what you write", entries: writingNotes }]
    .filter(({ entries }) => entries.length > 0);
}

export function keySections(): readonly HelpSection[] {
  const keys = pageKeyGroups.map(({ title, bindings }) => ({
    title,
    entries: bindings.map(({ label, summary }) => ({ what: label, summary })),
  }));
  const marks = roleMarks.map(({ mark, meaning }) => ({ what: mark, summary: meaning }));
  return [...keys, { title: "Before a nick", entries: marks }];
}
