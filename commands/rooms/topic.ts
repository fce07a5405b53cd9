import { refuseIfReadOnly } from "../../chat/guests.ts";
import { type Command, notice } from "../command.ts";

export const topic: Command = {
  name: "topic",
  usage: "/topic [TEXT | -]",
  summary: "Show the room's topic, set it, or clear it with -",
  *run({ chat, member, room, nowMs }, args) {
    const text = args.trim();
    if (text !== "") {
      refuseIfReadOnly(chat, member);
      yield* chat.rooms.setTopic(member, room, text === "-" ? "" : text, nowMs);
      return;
    }
    const { name, record: { topic: current } } = chat.rooms.findFor(member, "read", room);
    yield notice(
      current === "" ? `#${name} has no topic` : `Topic of #${name}: ${current}`,
      name,
    );
  },
};
