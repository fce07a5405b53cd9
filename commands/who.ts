import { listMembers, type Room } from "../chat/room.ts";
import { type Command, notice, splitWord } from "./command.ts";

export const who: Command = {
  name: "who",
  aliases: ["names", "users"],
  usage: "/who [ROOM]",
  summary: "List who is in this room, or in another",
  *run({ rooms, room }, args) {
    const [name] = splitWord(args);
    const found = rooms.find(name === "" ? room : name);
    yield notice(list(found), found.name);
  },
};

function list(room: Room): string {
  const listed = listMembers(room);
  const nicks = listed.map(({ nick, away }) => away === undefined ? nick : `${nick} (away)`);
  const others = room.members.size - listed.length;
  const more = others === 0 ? "" : ` and ${others} more`;
  const names = nicks.length === 0 ? "" : `: ${nicks.join(", ")}${more}`;
  return `${room.name} (${room.members.size})${names}`;
}
