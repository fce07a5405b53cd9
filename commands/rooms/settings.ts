import { changeSettings, parseSettings, settings as table } from "../../chat/rooms/settings.ts";
import { done, roomDetail, roomKeeperOf, splitRoom } from "../order/keeper.ts";
import { type Command, type CommandContext, type CommandOutcome, notice } from "../command.ts";
import type { Room } from "../../chat/rooms/room.ts";
import type { RoomSettings } from "../../records.ts";

/** A password is all that follows `password` where a name is due, but for `off`. */
const namesAndPassword = /^((?:\S+\s+)*?password)\s+(?!off(?:\s|$))(\S.*)$/is;

export const settings: Command = {
  name: "settings",
  usage: "/settings [NAME VALUE ...]",
  summary: "Show how the room is set, or change it",
  details: [
    ...table.map(({ name, values, summary }) => `${name} ${values}: ${summary}`),
    roomDetail,
  ],
  password: {
    split(args) {
      const [, before, password = ""] = namesAndPassword.exec(args.trim()) ?? [];
      return before === undefined ? [args, ""] : [before, password];
    },
    use(place, args) {
      roomKeeperOf(place, args, "changeSettings");
      return { type: "set" };
    },
  },
  *run(context, args) {
    const [named, rest] = splitRoom(args);
    const words = rest.split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) {
      const { chat, member, room: typedIn } = context;
      const room = chat.rooms.findFor(member, "read", named ?? typedIn);
      return yield notice(list(room), room.name);
    }
    const { proof } = context;
    const changes = proof?.type === "newPassword"
      ? { ...parseSettings(words.slice(0, -1)), password: proof.hash }
      : parseSettings(words);
    const [keeper] = roomKeeperOf(context, args, "changeSettings");
    const changed: CommandOutcome[] = [...changeSettings(keeper, changes)];
    yield* changed;
    const isNew = changed.length > 0;
    const now = describe(keeper.room.record.settings, words, isNew ? "is" : "is already");
    yield isNew ? done(context, keeper, now) : notice(now, keeper.room.name);
  },
};

/** As in `"slow" is 10 sec`, of each that is named. */
function describe(settings: RoomSettings, words: readonly string[], is: string): string {
  const names = words.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const named = table.filter(({ name }) => names.includes(name));
  const told = named.map(({ name, show }) => `"${name}" ${is} ${show(settings)}`);
  if (!names.includes("locked") || settings.locked || settings.password === undefined) {
    return told.join(", ");
  }
  return `${told.join(", ")}, but there is a password: /unlock opens the room to everybody`;
}

/** A short way to one of them, with what follows the command or, without that, with `value`. */
export function setByName(
  context: CommandContext,
  args: string,
  name: string,
  value: string,
): Iterable<CommandOutcome> {
  const [room, typed] = splitRoom(args);
  const where = room === undefined ? "" : `in:${room} `;
  return settings.run(context, `${where}${name} ${typed === "" ? value : typed}`);
}

function list({ record }: Room): string {
  const { settings, owner, moderators } = record;
  const names = moderators.map(({ nick }) => nick).join(", ");
  return [
    ...table.map(({ name, show, summary }) => `${name} ${show(settings)}: ${summary}`),
    owner === undefined ? "It has no owner" : `Its owner is ${owner.nick}`,
    names === "" ? "It has no moderators" : `Its moderators: ${names}`,
  ].join("\n");
}
