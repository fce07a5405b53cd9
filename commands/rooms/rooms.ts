import { limits, type RoomsMessage } from "../../protocol.ts";
import { type Command, notice, parsePage, splitWord } from "../command.ts";

const maxPage = 100_000;

export const rooms: Command = {
  name: "rooms",
  aliases: ["list"],
  usage: "/rooms [PAGE]",
  summary: "List the rooms, the largest first",
  *run({ chat, member }, args) {
    const [typed] = splitWord(args);
    const page = parsePage(typed, maxPage);
    const before = (page - 1) * limits.listedRooms;
    const count = chat.rooms.size - chat.rooms.hiddenFrom(member).length;
    const listed = chat.rooms.listFor(member).drop(before).take(limits.listedRooms)
      .map(({ name, record: { topic }, members }) => ({ room: name, topic, count: members.size }))
      .toArray();
    const complete = before + listed.length >= count;
    const answer = { type: "rooms", rooms: listed, count, page, complete } as const;
    yield answer;
    yield notice(list(answer, before));
  },
};

function list({ rooms, count, page = 1, complete }: RoomsMessage, before: number): string {
  if (rooms.length === 0) return "There are no more rooms";
  const lines = rooms.map(({ room, topic, count }) =>
    `#${room} (${count})${topic === "" ? "" : `: ${topic}`}`
  );
  const others = count - before - rooms.length;
  if (complete === false) lines.push(`and ${others} more: /rooms ${page + 1}`);
  return lines.join("\n");
}
