import { changeSettings, parseSetting, settings as table } from "../../chat/rooms/settings.ts";
import { done, roomDetail, roomKeeperOf, splitRoom } from "../order/keeper.ts";
import {
  type Command,
  type CommandContext,
  type CommandOutcome,
  notice,
  splitWord,
} from "../command.ts";
import type { Room } from "../../chat/rooms/room.ts";

export const settings: Command = {
  name: "settings",
  usage: "/settings [NAME VALUE]",
  summary: "Show how the room is set, or change it",
  details: [
    ...table.map(({ name, values, summary }) => `${name} ${values}: ${summary}`),
    roomDetail,
  ],
  *run(context, args) {
    const [named, rest] = splitRoom(args);
    const [name, value] = splitWord(rest);
    if (name === "") {
      const { chat, member, room: typedIn } = context;
      const room = chat.rooms.findFor(member, "read", named ?? typedIn);
      return yield notice(list(room), room.name);
    }
    const changes = parseSetting(name, value);
    const [keeper] = roomKeeperOf(context, args, "changeSettings");
    const changed: CommandOutcome[] = [...changeSettings(keeper, changes)];
    yield* changed;
    const { record } = keeper.room;
    const shown = table.find((setting) => setting.name === name.toLowerCase())?.show;
    const now = shown?.(record.settings);
    if (changed.length === 0) return yield notice(`"${name}" is already ${now}`, record.room);
    yield done(context, keeper, `"${name}" is ${now}`);
  },
};

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
