import { removeFrom } from "../../chat/order/roles.ts";
import { nickCommand } from "../order/nick_command.ts";

export const uninvite = nickCommand({
  name: "uninvite",
  summary: "Take back an invitation to the room",
  action: "invite",
  run: (keeper, nick) => removeFrom(keeper, "invited", "uninvite", nick),
  told: () => "is not invited any more",
});
