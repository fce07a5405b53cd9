import { addTo } from "../../chat/roles.ts";
import { roomDetail, roomKeeperOf } from "../order/keeper.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const invite: Command = {
  name: "invite",
  usage: "/invite NICK",
  summary: "Ask somebody into the room, who gets in even if it is locked",
  details: [roomDetail, "Whoever is not here is told on coming in."],
  action: "invite",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "invite");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(invite);
    const { chat, by, room } = keeper;
    yield* addTo(keeper, "invited", "invite", nick);
    const invited = chat.members.lookUp(nick);
    if (invited !== undefined && !invited.rooms.has(room.name)) {
      const text = `${by.nick} invites you to #${room.name}: /join ${room.name} goes there`;
      yield { type: "tell", identity: by.identity, toIdentity: invited.identity, text };
    }
    yield notice(`"${nick.replace(/^@/, "")}" is invited to #${room.name}`, room.name);
  },
};
