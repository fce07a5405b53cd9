import { badUsage, type Command } from "../command.ts";

export const claim: Command = {
  name: "claim",
  usage: "/claim CODE",
  summary: "Own the server, by the code that it printed",
  *run({ member }, args) {
    const code = args.trim();
    if (code === "") throw badUsage(claim);
    yield { type: "claim", identity: member.identity, code };
  },
};
