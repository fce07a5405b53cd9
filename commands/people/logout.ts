import { ChatError } from "../../chat/chat_error.ts";
import { revokeDevices } from "../../chat/people/devices.ts";
import { badUsage, type Command, notice } from "../command.ts";
import { quit } from "./quit.ts";

export const logout: Command = {
  name: "logout",
  usage: "/logout [NUMBER|others]",
  summary: "Log a device of yours out for good, or leave here",
  details: [
    "/devices has the numbers; without one you leave here, as by /quit.",
    "What is logged out comes in by your password or a /link code.",
  ],
  *run(context, args) {
    const { chat, member, device } = context;
    const which = args.trim().toLowerCase();
    if (which === "") return yield* quit.run(context, "");
    const account = chat.accounts.get(member.identity);
    const devices = account?.devices ?? [];
    const others = devices.filter(({ id }) => id !== device);
    if (!/^(\d{1,3}|others)$/.test(which)) throw badUsage(logout);
    const chosen = which === "others" ? others : devices.slice(Number(which) - 1).slice(0, 1);
    if (account === undefined || chosen.length === 0 || which === "0") {
      const problem = which === "others"
        ? "You have no other device"
        : `You have no device ${which}: /devices lists them`;
      throw new ChatError("not_allowed", problem);
    }
    yield* revokeDevices(chat, account, chosen.map(({ id }) => id));
    const count = chosen.length === 1 ? "1 device is" : `${chosen.length} devices are`;
    yield notice(`${count} logged out`);
  },
};
