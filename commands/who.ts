import { listMembers } from "../chat/room.ts";
import type { MembersMessage } from "../protocol.ts";
import { type Command, splitWord } from "./command.ts";

export const who: Command = {
  name: "who",
  aliases: ["names", "users"],
  usage: "/who [ROOM]",
  summary: "List who is in this room, or in another",
  *run(context, args) {
    const [name] = splitWord(args);
    const found = context.rooms.find(name === "" ? context.room : name);
    const about = { room: found.name, count: found.members.size };
    const answer = { type: "members", ...about, members: listMembers(found) } as const;
    yield { type: "answer", answer, text: list(answer), room: found.name };
  },
};

function list({ room, members, count }: MembersMessage): string {
  const nicks = members.map(({ nick, away }) => away === undefined ? nick : `${nick} (away)`);
  const others = count - members.length;
  const more = others === 0 ? "" : ` and ${others} more`;
  const names = nicks.length === 0 ? "" : `: ${nicks.join(", ")}${more}`;
  return `${room} (${count})${names}`;
}
