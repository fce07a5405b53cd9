import { type Command, notice } from "./command.ts";

const listedRooms = 50;

export const rooms: Command = {
  name: "rooms",
  aliases: ["list"],
  usage: "/rooms",
  summary: "List the rooms, the largest first",
  *run(context) {
    const listed = context.rooms.largest(listedRooms);
    const lines = listed.map(({ name, topic, members }) =>
      `${name} (${members.size})${topic === "" ? "" : `: ${topic}`}`
    );
    const others = context.rooms.size - listed.length;
    if (others > 0) lines.push(`and ${others} more`);
    yield notice(lines.join("\n"));
  },
};
