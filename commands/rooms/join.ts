import { ChatError } from "../../chat/chat_error.ts";
import { limits } from "../../protocol.ts";
import { badUsage, type Command, notice } from "../command.ts";

export const join: Command = {
  name: "join",
  aliases: ["j"],
  usage: "/join ROOM...",
  summary: "Join one or more rooms; a room that is not there begins",
  *run({ chat: { rooms }, member, nowMs }, args) {
    const names = new Set(args.split(/[\s,]+/).filter((name) => name !== ""));
    if (names.size === 0) throw badUsage(join);
    if (names.size > limits.rooms) {
      throw new ChatError("too_many_rooms", `${names.size} rooms are too many at once`);
    }
    for (const name of names) {
      yield rooms.join(member, name, nowMs) ??
        notice(`You are in "${rooms.find(name).name}" already`);
    }
  },
};
