import { badUsage, type Command } from "../command.ts";

export const claim: Command = {
  name: "claim",
  usage: "/claim CODE",
  summary: "Become the owner of this server, with the code that it printed at its start",
  *run({ member }, args) {
    const code = args.trim();
    if (code === "") throw badUsage(claim);
    yield { type: "claim", identity: member.identity, code };
  },
};
