import { badUsage, type Command } from "../command.ts";

export const me: Command = {
  name: "me",
  usage: "/me DOES",
  summary: "Say what you do: /me waves",
  says: true,
  *run({ chat: { rooms }, member, room, id, nowMs }, args) {
    if (args.trim() === "") throw badUsage(me);
    yield rooms.say(member, { room, text: args, kind: "action", id }, nowMs);
  },
};
