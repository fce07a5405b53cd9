import { type Command, splitWord } from "../command.ts";
import { ChatError } from "../../chat/chat_error.ts";

export const leave: Command = {
  name: "leave",
  aliases: ["part"],
  usage: "/leave [ROOM]",
  summary: "Leave this room, or another",
  *run({ chat: { rooms }, member, room }, args) {
    const [name] = splitWord(args);
    const left = rooms.findFor(member, "leave", name === "" ? room : name);
    if (!left.members.has(member)) {
      throw new ChatError("not_in_room", `You are not in "${left.name}"`);
    }
    yield rooms.leave(member, left, "left");
  },
};
