import { bareNick } from "../../helpers/text/nicks.ts";
import { type Command, parsePage, splitWord } from "../command.ts";

const maxPage = 10_000;

export const audit: Command = {
  name: "audit",
  usage: "/audit [NICK] [PAGE]",
  summary: "Tell what was done to keep order, newest first",
  details: ["/audit bob 2: the second page of what was done by bob, or to bob."],
  action: "readAudit",
  *run({ member }, args) {
    const [first, second] = splitWord(args);
    const [nick, typed] = /^\d+$/.test(first) && second === "" ? ["", first] : [first, second];
    const page = parsePage(typed, maxPage);
    const bare = bareNick(nick);
    yield {
      ...{ type: "readAudit", identity: member.identity, page },
      nick: bare === "" ? undefined : bare,
    };
  },
};
