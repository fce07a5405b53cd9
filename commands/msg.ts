import type { DirectEvent } from "../chat/event.ts";
import { badUsage, type Command, type Effect, notice } from "./command.ts";

export const msg: Command = {
  name: "msg",
  aliases: ["w", "tell", "query"],
  usage: "/msg NICK TEXT",
  summary: "Say something to one person only, who gets it later if not here now",
  *run({ members, member, room, id }, args) {
    // Behind a newline the text may begin with blanks, as in a room; what a person types on one line does not.
    const [, nick = "", text = ""] = /^\s*(\S+)[^\S\n]*\n?(.*)$/s.exec(args) ?? [];
    if (text.trim() === "") throw badUsage(msg);
    const said = members.sayDirect(member, nick, text, id);
    if (said.type === "direct") yield* withAbsence(said);
    else yield { ...said, typedIn: room };
  },
};

/** The event, and a note for the speaker if the other is away. */
export function* withAbsence(said: DirectEvent): Iterable<Effect> {
  yield said;
  const { nick, away } = said.to;
  if (away !== undefined) {
    yield notice(away === "" ? `${nick} is away` : `${nick} is away: ${away}`);
  }
}
