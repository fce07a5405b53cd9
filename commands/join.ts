import { badUsage, type Command, notice } from "./command.ts";

export const join: Command = {
  name: "join",
  aliases: ["j"],
  usage: "/join ROOM...",
  summary: "Join one or more rooms; a room that is not there begins",
  *run({ rooms, member }, args) {
    const names = args.split(/[\s,]+/).filter((name) => name !== "");
    if (names.length === 0) throw badUsage(join);
    for (const name of names) {
      yield rooms.join(member, name) ?? notice(`You are in "${rooms.find(name).name}" already`);
    }
  },
};
