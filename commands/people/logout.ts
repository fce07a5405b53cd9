import { ChatError } from "../../chat/chat_error.ts";
import { revokeDevices } from "../../chat/people/devices.ts";
import { badUsage, type Command, notice } from "../command.ts";
import { quit } from "./quit.ts";

export const logout: Command = {
  name: "logout",
  usage: "/logout [NUMBER|others|this]",
  summary: "Log a device of yours out for good, or leave here",
  details: [
    "/devices has the numbers; this is where you type it. Without one you leave here, as by /quit.",
    "What is logged out comes in by your password or a /link code.",
  ],
  *run(context, args) {
    const { chat, member, device } = context;
    const which = args.trim().toLowerCase();
    const account = chat.accounts.get(member.identity);
    const devices = account?.devices ?? [];
    const own = devices.filter(({ id }) => id === device);
    // Of whom nothing is kept, nothing is left behind.
    const isQuit = which === "" || (which === "this" && own.length === 0);
    if (isQuit) return yield* quit.run(context, "");
    if (!/^(\d{1,3}|others|this)$/.test(which)) throw badUsage(logout);
    const others = devices.filter(({ id }) => id !== device);
    const chosen = which === "this"
      ? own
      : which === "others"
      ? others
      : devices.slice(Number(which) - 1).slice(0, 1);
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
