import { badUsage, type Command, splitWord } from "../command.ts";

export const say: Command = {
  name: "say",
  usage: "/say [#ROOM] TEXT",
  summary: "Say something here or in another room, even if it begins with a slash",
  says: true,
  *run({ chat: { rooms }, member, room, id, nowMs }, args) {
    const [word, rest] = splitWord(args);
    const elsewhere = word.startsWith("#") && rest !== "";
    const text = elsewhere ? rest : args;
    if (text.trim() === "") throw badUsage(say);
    yield rooms.say(member, { room: elsewhere ? word : room, text, kind: "text", id }, nowMs);
  },
};
