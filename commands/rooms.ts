import { type Command, notice } from "./command.ts";

const listedRooms = 50;

export const rooms: Command = {
  name: "rooms",
  aliases: ["list"],
  usage: "/rooms",
  summary: "List the rooms, the largest first",
  *run(context) {
    const all = context.rooms.list();
    const lines = all.slice(0, listedRooms).map(({ name, topic, members }) =>
      `${name} (${members.size})${topic === "" ? "" : `: ${topic}`}`
    );
    if (all.length > listedRooms) lines.push(`and ${all.length - listedRooms} more`);
    yield notice(lines.join("\n"));
  },
};
