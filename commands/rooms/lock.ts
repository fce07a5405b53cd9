import { lockServer } from "../../chat/order/server_lock.ts";
import { changeSettings } from "../../chat/rooms/settings.ts";
import { type Command, notice } from "../command.ts";
import { keeperOf, scopeDetails } from "../order/keeper.ts";

const actions = { inRoom: "changeSettings", onServer: "lockServer" } as const;

/** Where it holds stands in front, as for other commands that keep order. */
const whereAndPassword = /^\s*((?:in:\S+|server)(?:\s+|$))?(.*)$/is;

export const lock: Command = {
  name: "lock",
  usage: "/lock [PASSWORD]",
  summary: "Let in only who is invited or has the password",
  details: [
    "/lock magic words: that is the password, spaces too. Who is in stays.",
    "/lock: only who is invited comes in.",
    ...scopeDetails,
  ],
  action: "changeSettings",
  password: {
    split(args) {
      const [, where = "", password = ""] = whereAndPassword.exec(args) ?? [];
      return [where.trim(), password.trim()];
    },
    use(place, args) {
      keeperOf(place, args, actions);
      return { type: "set" };
    },
  },
  *run(context, args) {
    const [keeper] = keeperOf(context, args, actions);
    const { proof } = context;
    const password = proof?.type === "newPassword" ? proof.hash : undefined;
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
