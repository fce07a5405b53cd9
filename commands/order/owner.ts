import { handOver } from "../../chat/order/roles.ts";
import { nickCommand } from "./nick_command.ts";

export const owner = nickCommand({
  name: "owner",
  summary: "Hand the room over to somebody else",
  action: "handOver",
  run: handOver,
  told: (room) => `owns #${room} now`,
});
