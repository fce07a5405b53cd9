/**
 * What the modes of a channel are here: settings of the room, its lists, and what somebody is in it. See
 * https://modern.ircdocs.horse/#channel-modes
 */

import type { SettingsSummary } from "../../../protocol.ts";
import type { RoomListName } from "../../directory.ts";
import type { ModeChange, ModeParam } from "../lines/mode_changes.ts";

export interface SettingMode {
  readonly letter: string;
  readonly param: ModeParam;
  /** Of the summary, whose `changed` names it. */
  readonly field: keyof SettingsSummary;
  /** As `/settings` has it, as in `limit 5`; undefined for what it cannot be set to. */
  readonly set: (param: string) => string | undefined;
  readonly unset: string;
  readonly isSet: (settings: SettingsSummary) => boolean;
  /** What it is set to, for who may see the channel. */
  readonly shown?: (settings: SettingsSummary) => string;
}

type Flag = "ctcp" | "locked" | "moderated" | "outsiders" | "private" | "topicLocked";

/** `on` and `off` are what the setting is with the mode and without. */
function flag(letter: string, field: Flag, on: string, off: string, isOn = true): SettingMode {
  const isSet = (settings: SettingsSummary) => settings[field] === isOn;
  return { letter, param: "never", field, set: () => on, unset: off, isSet };
}

/** In the order in which they are told; the key is the last, since it is all that follows in `/settings`. */
export const settingModes: readonly SettingMode[] = [
  flag("C", "ctcp", "ctcp off", "ctcp on", false),
  flag("i", "locked", "locked on", "locked off"),
  flag("m", "moderated", "moderated on", "moderated off"),
  flag("n", "outsiders", "outsiders off", "outsiders on", false),
  flag("s", "private", "private on", "private off"),
  flag("t", "topicLocked", "topic moderators", "topic members"),
  {
    ...{ letter: "l", param: "when set", field: "memberLimit", unset: "limit off" },
    set: (param) => /^[1-9]\d{0,5}$/.test(param) ? `limit ${param}` : undefined,
    isSet: ({ memberLimit }) => memberLimit !== undefined,
    shown: ({ memberLimit }) => `${memberLimit}`,
  },
  {
    ...{ letter: "k", param: "always", field: "hasPassword", unset: "password off" },
    set: (param) => isKey(param) ? `password ${param}` : undefined,
    isSet: ({ hasPassword }) => hasPassword,
    // Nobody knows it any more: what is kept of it is a hash.
    shown: () => "*",
  },
];

/** `KEYLEN`, in characters. */
export const keyLength = 64;

/** One that stands between commas in `JOIN`, and does not take off the one there is. */
function isKey(text: string): boolean {
  return /^[^\0-\x20\x7f,:][^\0-\x20\x7f,]*$/.test(text) && text.toLowerCase() !== "off" &&
    text.length <= keyLength;
}

export interface ListMode {
  readonly letter: string;
  readonly list: RoomListName;
  /** The numerics of an entry, and of the end. */
  readonly entry: "RPL_BANLIST" | "RPL_EXCEPTLIST" | "RPL_INVEXLIST";
  readonly end: "RPL_ENDOFBANLIST" | "RPL_ENDOFEXCEPTLIST" | "RPL_ENDOFINVEXLIST";
  /** As in `/except invites`. */
  readonly add: readonly [command: string, first?: string];
  readonly remove: readonly [command: string, first?: string];
}

export const listModes: readonly ListMode[] = [
  {
    ...{ letter: "b", list: "bans", entry: "RPL_BANLIST", end: "RPL_ENDOFBANLIST" },
    ...{ add: ["ban"], remove: ["unban"] },
  },
  {
    ...{ letter: "e", list: "exceptions", entry: "RPL_EXCEPTLIST", end: "RPL_ENDOFEXCEPTLIST" },
    ...{ add: ["except", "bans"], remove: ["unexcept", "bans"] },
  },
  {
    ...{ letter: "I", list: "inviteExceptions", entry: "RPL_INVEXLIST", end: "RPL_ENDOFINVEXLIST" },
    ...{ add: ["except", "invites"], remove: ["unexcept", "invites"] },
  },
];

export interface MemberMode {
  readonly letter: "o" | "v";
  readonly add: string;
  readonly remove: string;
}

export const memberModes: readonly MemberMode[] = [
  { letter: "o", add: "mod", remove: "unmod" },
  { letter: "v", add: "voice", remove: "unvoice" },
];

/** `CHANMODES`: lists, what always has a parameter, what has one when it is set, and what has none. */
export const chanmodes = [
  listModes.map(({ letter }) => letter),
  ...(["always", "when set", "never"] as const).map((kind) =>
    settingModes.filter(({ param }) => param === kind).map(({ letter }) => letter)
  ),
].map((letters) => letters.join("")).join();

/** `MODES`: more in one line are passed over. */
export const maxModeChanges = 20;

/** For `RPL_MYINFO`: all of them, and those that have a parameter. */
export const modeLetters = lettersOf(() => true);
export const modeLettersWithParam = lettersOf(({ param = "always" }) => param !== "never");

function lettersOf(isMeant: (mode: { readonly param?: ModeParam }) => boolean): string {
  const all: readonly { readonly letter: string; readonly param?: ModeParam }[] = [
    ...listModes,
    ...memberModes,
    ...settingModes,
  ];
  return all.filter(isMeant).map(({ letter }) => letter).sort().join("");
}

/** Undefined for what is no mode. */
export function paramOf(letter: string): ModeParam | undefined {
  const isIt = (mode: { readonly letter: string }) => mode.letter === letter;
  if (listModes.some(isIt) || memberModes.some(isIt)) return "always";
  return settingModes.find(isIt)?.param;
}

/** What the room is set to, as changes from nothing. */
export function modesOf(settings: SettingsSummary): readonly ModeChange[] {
  return settingModes.filter(({ isSet }) => isSet(settings))
    .map((mode) => changeTo(mode, settings));
}

/** What the mode is now. */
export function changeTo(
  { letter, param, isSet, shown }: SettingMode,
  settings: SettingsSummary,
): ModeChange {
  if (isSet(settings)) {
    return shown === undefined
      ? { sign: "+", letter }
      : { sign: "+", letter, param: shown(settings) };
  }
  return param === "always" ? { sign: "-", letter, param: "*" } : { sign: "-", letter };
}
