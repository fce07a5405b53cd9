import { isReadOnly } from "../../chat/guests.ts";
import { isSilent } from "../../chat/rooms/speaking.ts";
import { type Command, notice } from "../command.ts";

export const away: Command = {
  name: "away",
  usage: "/away [WHY]",
  summary: "Tell the others that you are away",
  *run({ chat, member, nowMs }, args) {
    const silentIn = chat.rooms.of(member).find((room) => isSilent(member, room, nowMs));
    const mayTellWhy = silentIn === undefined && !isReadOnly(chat, member);
    yield chat.members.setAway(member, mayTellWhy ? args : "");
    const where = silentIn === undefined ? "here" : `in #${silentIn.name}`;
    const isLeftOut = !mayTellWhy && args.trim() !== "";
    const leftOut = isLeftOut ? `. Why is not told: you may not speak ${where}` : "";
    yield notice(`You are away; /back when you are here again${leftOut}`);
  },
};
