import { addTo } from "../../chat/order/roles.ts";
import { nickCommand } from "./nick_command.ts";

export const voice = nickCommand({
  name: "voice",
  summary: "Let somebody speak while the room is moderated",
  action: "giveVoice",
  run: (keeper, nick) => addTo(keeper, "voices", "voice", nick),
  told: (room) => `has voice in #${room} now`,
});
