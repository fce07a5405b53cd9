import { type Command, notice } from "../command.ts";

export const back: Command = {
  name: "back",
  usage: "/back",
  summary: "Tell the others that you are here again",
  *run({ chat: { members }, member }) {
    const event = members.setBack(member);
    if (event !== undefined) yield event;
    yield notice(event === undefined ? "You were not away" : "You are back");
  },
};
