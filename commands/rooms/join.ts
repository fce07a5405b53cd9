import { ChatError } from "../../chat/chat_error.ts";
import { passwordAskedOf } from "../../chat/rooms/admission.ts";
import { join as enterRoom } from "../../chat/rooms/join.ts";
import { limits } from "../../protocol.ts";
import { badUsage, type Command, notice } from "../command.ts";

/** Rooms, however the commas between them are spaced, and what follows them. */
const roomsAndPassword = /^[\s,]*([^\s,]+(?:,\s*[^\s,]+)*)?,*(?:\s+(.*))?$/s;

export const join: Command = {
  name: "join",
  aliases: ["j"],
  usage: "/join ROOM[,ROOM...] [PASSWORD]",
  summary: "Join one or more rooms; a room that is not there begins",
  details: ["The password is that of a locked room, and all that follows its name, spaces too."],
  password: {
    split(args) {
      const [, rooms = "", password = ""] = roomsAndPassword.exec(args.trimEnd()) ?? [];
      return [rooms, password];
    },
    use({ chat, member, nowMs }, args) {
      const [name = "", ...others] = namesIn(args);
      if (others.length > 0) {
        const problem = "A password is of one room; several rooms stand with commas between them";
        throw new ChatError("bad_usage", problem);
      }
      const room = chat.rooms.has(name) ? chat.rooms.find(name) : undefined;
      const kept = room && passwordAskedOf(member, room, nowMs);
      if (room === undefined || kept === undefined) return { type: "needless" };
      return { type: "compare", kept, what: `room ${room.name}` };
    },
  },
  *run({ chat, member, nowMs, proof }, args) {
    const names = new Set(namesIn(args));
    if (names.size === 0) throw badUsage(join);
    if (names.size > limits.rooms) {
      throw new ChatError("too_many_rooms", `${names.size} rooms are too many at once`);
    }
    const salt = proof?.type === "rightPassword" ? proof.salt : undefined;
    for (const name of names) {
      const outcomes = [...enterRoom(chat, member, name, nowMs, salt)];
      yield* outcomes;
      if (outcomes.length === 0) {
        yield notice(`You are in "${chat.rooms.find(name).name}" already`);
      } else if (proof?.type === "needless") {
        yield notice("No password was asked for; several rooms stand with commas between them");
      }
    }
  },
};

function namesIn(args: string): string[] {
  return args.split(/[\s,]+/).filter((name) => name !== "");
}
