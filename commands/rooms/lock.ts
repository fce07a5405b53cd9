import { lockServer } from "../../chat/order/server_lock.ts";
import { changeSettings } from "../../chat/rooms/settings.ts";
import { type Command, notice } from "../command.ts";
import { keeperOf, scopeDetails } from "../order/keeper.ts";

export const lock: Command = {
  name: "lock",
  usage: "/lock [PASSWORD]",
  summary: "Let in those alone who are invited, or have the password",
  details: [...scopeDetails, "On the whole server: everybody who comes is asked for the password."],
  action: "changeSettings",
  *run(context, args) {
    // The server has taken the password out of it.
    const actions = { inRoom: "changeSettings", onServer: "lockServer" } as const;
    const [keeper] = keeperOf(context, args, actions);
    const password = context.proof?.newPassword;
    const { room } = keeper;
    const way = password === undefined ? "only who is invited comes in" : "it has a password";
    if (room === undefined) {
      yield* lockServer(keeper, password);
      yield notice(`The server is locked: ${way}. Who is here stays`);
    } else {
      yield* changeSettings({ ...keeper, room }, { locked: true, password });
      yield notice(`#${room.name} is locked: ${way}`, room.name);
    }
  },
};
