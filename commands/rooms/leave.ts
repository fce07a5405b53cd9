import { type Command, splitWord } from "../command.ts";
import { ChatError } from "../../chat/chat_error.ts";
import { isReadOnly } from "../../chat/guests.ts";

export const leave: Command = {
  name: "leave",
  aliases: ["part"],
  usage: "/leave [ROOM [TEXT]]",
  summary: "Leave this room or another, perhaps with last words",
  *run({ chat, member, room, nowMs }, args) {
    const { rooms } = chat;
    const [name, text] = splitWord(args);
    const left = rooms.findFor(member, "leave", name === "" ? room : name);
    if (!left.members.has(member)) {
      throw new ChatError("not_in_room", `You are not in "${left.name}"`);
    }
    const isTold = text !== "" && !isReadOnly(chat, member);
    yield isTold ? rooms.leaveSaying(member, left, text, nowMs) : rooms.leave(member, left, "left");
  },
};
