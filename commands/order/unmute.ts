import { unmute as letSpeak } from "../../chat/order/order.ts";
import { nickCommand } from "./nick_command.ts";

export const unmute = nickCommand({
  name: "unmute",
  summary: "Let somebody speak again whom /bans lists",
  action: "mute",
  run: letSpeak,
  told: () => "may speak again",
});
