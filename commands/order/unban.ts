import { unban as lift } from "../../chat/order/order.ts";
import { isMask } from "../../chat/order/masks.ts";
import { unbanMask } from "../../chat/order/room_masks.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { type Command, onlyWord } from "../command.ts";
import { done, keeperOf, scopeDetails } from "./keeper.ts";

export const unban: Command = {
  name: "unban",
  usage: "/unban NICK|MASK|ADDRESS",
  summary: "Let somebody in again whom /bans lists",
  details: scopeDetails,
  action: "ban",
  *run(context, args) {
    const actions = { inRoom: "ban", onServer: "banFromServer" } as const;
    const [keeper, rest] = keeperOf(context, args, actions);
    const whom = onlyWord(rest, unban);
    const { room } = keeper;
    if (room !== undefined && isMask(whom)) yield* unbanMask({ ...keeper, room }, whom);
    else yield* lift(keeper, whom);
    yield done(context, keeper, `"${bareNick(whom)}" is not banned any more`);
  },
};
