import { removeFrom } from "../../chat/order/roles.ts";
import { nickCommand } from "./nick_command.ts";

export const unvoice = nickCommand({
  name: "unvoice",
  summary: "Take the voice from somebody",
  action: "giveVoice",
  run: (keeper, nick) => removeFrom(keeper, "voices", "unvoice", nick),
  told: (room) => `has no voice in #${room} any more`,
});
