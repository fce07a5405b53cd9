import { ChatError } from "../../chat/chat_error.ts";
import { join as enterRoom } from "../../chat/rooms/join.ts";
import { limits } from "../../protocol.ts";
import { badUsage, type Command, notice } from "../command.ts";

export const join: Command = {
  name: "join",
  aliases: ["j"],
  usage: "/join ROOM... | ROOM PASSWORD",
  summary: "Join one or more rooms; a room that is not there begins",
  *run({ chat, member, nowMs, proof }, args) {
    const names = new Set(args.split(/[\s,]+/).filter((name) => name !== ""));
    if (names.size === 0) throw badUsage(join);
    if (names.size > limits.rooms) {
      throw new ChatError("too_many_rooms", `${names.size} rooms are too many at once`);
    }
    for (const name of names) {
      const outcomes = [...enterRoom(chat, member, name, nowMs, proof?.isRoomPassword)];
      yield* outcomes;
      if (outcomes.length === 0) {
        yield notice(`You are in "${chat.rooms.find(name).name}" already`);
      }
    }
  },
};
