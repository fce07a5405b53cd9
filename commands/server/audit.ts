import { ChatError } from "../../chat/chat_error.ts";
import { quote } from "../../chat/text.ts";
import { type Command, splitWord } from "../command.ts";

const maxPage = 10_000;

export const audit: Command = {
  name: "audit",
  usage: "/audit [NICK] [PAGE]",
  summary: "Tell what was done to keep order, by whom or to whom, the newest first",
  action: "readAudit",
  *run({ member }, args) {
    const [first, second] = splitWord(args);
    const [nick, typed] = /^\d+$/.test(first) && second === "" ? ["", first] : [first, second];
    const page = typed === "" ? 1 : Number(typed);
    if (!Number.isInteger(page) || page < 1 || page > maxPage) {
      throw new ChatError("bad_usage", `${quote(typed)} is no page: the first is 1`);
    }
    const bare = nick.replace(/^@/, "");
    yield {
      ...{ type: "readAudit", identity: member.identity, page },
      nick: bare === "" ? undefined : bare,
    };
  },
};
