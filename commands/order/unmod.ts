import { removeFrom } from "../../chat/order/roles.ts";
import { nickCommand } from "./nick_command.ts";

export const unmod = nickCommand({
  name: "unmod",
  summary: "Let somebody keep order in the room no more",
  action: "makeModerators",
  run: (keeper, nick) => removeFrom(keeper, "moderators", "unmod", nick),
  told: (room) => `keeps order in #${room} no more`,
});
