import { unlockServer } from "../../chat/order/server_lock.ts";
import { changeSettings } from "../../chat/rooms/settings.ts";
import { type Command, notice } from "../command.ts";
import { keeperOf, scopeDetails } from "../order/keeper.ts";

export const unlock: Command = {
  name: "unlock",
  usage: "/unlock",
  summary: "Let everybody in again who comes to a locked room",
  details: scopeDetails,
  action: "changeSettings",
  *run(context, args) {
    const actions = { inRoom: "changeSettings", onServer: "lockServer" } as const;
    const [keeper] = keeperOf(context, args, actions);
    const { room } = keeper;
    if (room === undefined) {
      yield* unlockServer(keeper);
      yield notice("The server is open to everybody; invitations from before are no good any more");
    } else {
      yield* changeSettings({ ...keeper, room }, { locked: false, password: undefined });
      yield notice(`#${room.name} is open to everybody`, room.name);
    }
  },
};
