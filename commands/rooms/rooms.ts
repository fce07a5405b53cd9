import { limits, type RoomsMessage } from "../../protocol.ts";
import { type Command, notice } from "../command.ts";

export const rooms: Command = {
  name: "rooms",
  aliases: ["list"],
  usage: "/rooms",
  summary: "List the rooms, the largest first",
  *run({ chat }) {
    const listed = chat.rooms.largest(limits.listedRooms).map((
      { name, record: { topic }, members },
    ) => ({
      room: name,
      topic,
      count: members.size,
    }));
    const answer = { type: "rooms", rooms: listed, count: chat.rooms.size } as const;
    yield answer;
    yield notice(list(answer));
  },
};

function list({ rooms, count }: RoomsMessage): string {
  const lines = rooms.map(({ room, topic, count }) =>
    `#${room} (${count})${topic === "" ? "" : `: ${topic}`}`
  );
  const others = count - rooms.length;
  if (others > 0) lines.push(`and ${others} more`);
  return lines.join("\n");
}
