import { listMembers } from "../../chat/rooms/member_list.ts";
import { listedName } from "../../helpers/roles.ts";
import type { MembersMessage } from "../../protocol.ts";
import { type Command, notice, splitWord } from "../command.ts";

export const who: Command = {
  name: "who",
  aliases: ["names", "users"],
  usage: "/who [ROOM]",
  summary: "List who is in this room, or in another",
  *run({ chat, member, room }, args) {
    const [name] = splitWord(args);
    const found = chat.rooms.findKnown(member, name === "" ? room : name);
    const about = { room: found.name, count: found.members.size };
    const answer = { type: "members", ...about, members: listMembers(found) } as const;
    yield answer;
    yield notice(list(answer), found.name);
  },
};

function list({ room, members, count }: MembersMessage): string {
  const nicks = members.map(listedName);
  const others = count - members.length;
  const more = others === 0 ? "" : ` and ${others} more`;
  const names = nicks.length === 0 ? "" : `: ${nicks.join(", ")}${more}`;
  return `#${room} (${count})${names}`;
}
