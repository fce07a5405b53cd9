import { duration, parseDuration } from "../../helpers/duration.ts";
import { defaultRoom } from "../../protocol.ts";
import type { RoomSettings } from "../../records.ts";
import { audited } from "../order/audit.ts";
import { ChatError } from "../chat_error.ts";
import type { SettingsEvent } from "../event.ts";
import type { RoomKeeper } from "../order/keeper.ts";
import type { RecordChange } from "../record_change.ts";
import { isGuarded, settingsSummary } from "./room.ts";
import { quote } from "../text.ts";

/** One that a person sets by its name. */
export interface Setting {
  readonly name: string;
  /** As in `on|off`. */
  readonly values: string;
  readonly summary: string;
  /** Undefined for what is no value of it. */
  readonly parse: (value: string) => Partial<RoomSettings> | undefined;
  readonly show: (settings: RoomSettings) => string;
}

/** The settings of a room, in the order in which they are shown. */
export const settings: readonly Setting[] = [
  flag("moderated", "Only who has voice speaks, and who keeps order"),
  {
    name: "topic",
    values: "members|moderators",
    summary: "Who sets the topic",
    parse: choice({ members: { topicLocked: false }, moderators: { topicLocked: true } }),
    show: ({ topicLocked }) => topicLocked ? "moderators" : "members",
  },
  {
    name: "slow",
    values: "1s-1h|off",
    summary: "Each speaks once in so long, as in 10s; moderators as often as they want",
    parse: parseSlow,
    show: ({ slowMs }) => slowMs === 0 ? "off" : duration(slowMs),
  },
  flag("private", "In no list, and named to nobody who is not in it"),
  flag("locked", "Only who is invited comes in, or has the password"),
  {
    name: "password",
    values: "PASSWORD|off",
    summary: "Only who has it comes in, or is invited; all that follows, spaces too",
    parse: choice({ off: { password: undefined } }),
    show: ({ password }) => password === undefined ? "off" : "on",
  },
  {
    name: "limit",
    values: "NUMBER|off",
    summary: "Members at most; who is invited or keeps order comes in all the same",
    parse: parseLimit,
    show: ({ memberLimit }) => memberLimit === undefined ? "off" : String(memberLimit),
  },
  flag("outsiders", "Who is not in the room may speak in it"),
  flag("ctcp", "What IRC clients ask each other goes through the room, as versions and times"),
];

/** Longer than this nobody is made to wait. */
const maxSlowMs = 60 * 60 * 1000;

function flag(
  name: "moderated" | "private" | "locked" | "outsiders" | "ctcp",
  summary: string,
): Setting {
  const values = { on: { [name]: true }, off: { [name]: false } };
  return {
    ...{ name, values: "on|off", summary },
    parse: choice(values),
    show: (settings) => settings[name] ? "on" : "off",
  };
}

function choice(
  values: Readonly<Record<string, Partial<RoomSettings>>>,
): (value: string) => Partial<RoomSettings> | undefined {
  return (value) => Object.hasOwn(values, value) ? values[value] : undefined;
}

function parseSlow(value: string): Partial<RoomSettings> | undefined {
  if (value === "off") return { slowMs: 0 };
  const slowMs = parseDuration(value);
  return slowMs === undefined || slowMs > maxSlowMs ? undefined : { slowMs };
}

function parseLimit(value: string): Partial<RoomSettings> | undefined {
  if (value === "off") return { memberLimit: undefined };
  return /^[1-9]\d{0,5}$/.test(value) ? { memberLimit: Number(value) } : undefined;
}

/** Names and values by turns. Throws `bad_usage` for what is no setting, or no value of it. */
export function parseSettings(words: readonly string[]): Partial<RoomSettings> {
  let changes: Partial<RoomSettings> = {};
  for (let index = 0; index < words.length; index += 2) {
    const [name = "", value = ""] = words.slice(index, index + 2);
    changes = { ...changes, ...parseSetting(name, value) };
  }
  return changes;
}

function parseSetting(name: string, value: string): Partial<RoomSettings> {
  const setting = settings.find((each) => each.name === name.toLowerCase());
  if (setting === undefined) {
    const names = settings.map((each) => each.name).join(", ");
    throw new ChatError("bad_usage", `There is no setting ${quote(name)}; there are ${names}`);
  }
  const changes = setting.parse(value.toLowerCase());
  if (changes !== undefined) return changes;
  const problem = `${quote(value)} is no value of "${setting.name}": ${setting.values}`;
  throw new ChatError("bad_usage", problem);
}

/** Tells the room, unless nothing is changed by it. Throws `not_allowed`. */
export function* changeSettings(
  { chat, by, room, nowMs }: RoomKeeper,
  changes: Partial<RoomSettings>,
): Iterable<RecordChange | SettingsEvent> {
  const before = room.record.settings;
  const after = { ...before, ...changes };
  const staysOpen = !after.private && !isGuarded(after) && after.memberLimit === undefined;
  if (room.name === defaultRoom && !staysOpen) {
    const problem = `Everybody who comes in is put into #${defaultRoom}: it stays open`;
    throw new ChatError("not_allowed", problem);
  }
  const isSame = summarizeSettings(before) === summarizeSettings(after);
  if (isSame && before.password === after.password) return;
  yield chat.rooms.setRecord(room, { settings: after }, by);
  yield audited(by, "settings", nowMs, { room, text: listChanges(before, after) });
  yield {
    ...{ type: "settings", identity: by.identity, by: by.nick, room: room.name },
    ...{ settings: settingsSummary(after), changed: changedFields(before, after) },
  };
}

/** Of what everybody in the room may know; `hasPassword` also for another password. */
function changedFields(before: RoomSettings, after: RoomSettings): readonly string[] {
  const was = new Map(Object.entries(settingsSummary(before)));
  const is = new Map(Object.entries(settingsSummary(after)));
  const isOther = (name: string) =>
    was.get(name) !== is.get(name) ||
    name === "hasPassword" && before.password !== after.password;
  return [...new Set([...was.keys(), ...is.keys()])].filter(isOther);
}

function summarizeSettings(all: RoomSettings): string {
  return settings.map(({ show }) => show(all)).join();
}

/** For the audit log. */
function listChanges(before: RoomSettings, after: RoomSettings): string {
  const changed = settings.filter(({ show }) => show(before) !== show(after));
  const texts = changed.map(({ name, show }) => `${name} ${show(after)}`);
  return texts.length === 0 ? "another password" : texts.join(", ");
}
