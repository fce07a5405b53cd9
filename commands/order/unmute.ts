import { unmute as letSpeak } from "../../chat/order/order.ts";
import { nickCommand } from "./nick_command.ts";

export const unmute = nickCommand({
  name: "unmute",
  summary: "Let somebody speak in the room again; /bans lists who is muted",
  action: "mute",
  run: letSpeak,
  told: () => "may speak again",
});
