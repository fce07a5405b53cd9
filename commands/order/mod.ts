import { addTo } from "../../chat/order/roles.ts";
import { nickCommand } from "./nick_command.ts";

export const mod = nickCommand({
  name: "mod",
  summary: "Let somebody keep order in the room",
  action: "makeModerators",
  run: (keeper, nick) => addTo(keeper, "moderators", "mod", nick),
  told: (room) => `keeps order in #${room} now`,
});
