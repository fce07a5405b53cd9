import { type Command, notice } from "../command.ts";

export const away: Command = {
  name: "away",
  usage: "/away [WHY]",
  summary: "Tell the others that you are away",
  *run({ chat: { members }, member }, args) {
    yield members.setAway(member, args);
    yield notice("You are away; /back when you are here again");
  },
};
