import type { Keeper } from "../../chat/order/keeper.ts";
import { banAddress, banPerson, othersFrom } from "../../chat/order/order.ts";
import { bansOf } from "../../chat/order/bans.ts";
import { isMask } from "../../chat/order/masks.ts";
import { banMask } from "../../chat/order/room_masks.ts";
import { quote } from "../../chat/text.ts";
import { duration } from "../../helpers/duration.ts";
import { parseNetwork } from "../../helpers/network/networks.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { ChatError } from "../../chat/chat_error.ts";
import { badUsage, type Command, type CommandOutcome, notice, splitWord } from "../command.ts";
import { done, keeperOf, maskDetails, parseSanction, scopeDetails } from "./keeper.ts";

export const ban: Command = {
  name: "ban",
  usage: "/ban NICK|MASK|ADDRESS [TIME] [WHY]",
  summary: "Keep somebody out of the room, for good or a time",
  details: [
    "/ban bob 45m too loud, /ban server bob, /ban server 192.0.2.0/24 7d:",
    "without a time such as 10m, 2h or 7d, for good.",
    ...scopeDetails,
    "It holds the person, under any nick, and nicks that look like this;",
    "of the server also who is new from that address, and no others.",
    ...maskDetails,
  ],
  action: "ban",
  *run(context, args) {
    const actions = { inRoom: "ban", onServer: "banFromServer" } as const;
    const [keeper, rest] = keeperOf(context, args, actions);
    const [whom, more] = splitWord(rest);
    if (whom === "") throw badUsage(ban);
    const sanction = parseSanction(more);
    const isAddress = parseNetwork(whom) !== undefined || /[*/:]/.test(whom);
    const { room } = keeper;
    if (room !== undefined && parseNetwork(whom) === undefined && isMask(whom)) {
      const outcomes = [...banMask({ ...keeper, room }, whom, sanction)];
      yield* outcomes;
      const is = outcomes.length === 0 ? "is already" : "is";
      return yield done(context, keeper, `"${whom}" ${is} banned from #${room.name}`);
    }
    if (keeper.room !== undefined && isAddress) {
      const problem = `Cannot ban ${quote(whom)} from a room: addresses are banned from the server`;
      throw new ChatError("not_allowed", problem);
    }
    const others = keeper.room === undefined && !isAddress ? othersFrom(context.chat, whom) : [];
    // What is refused is told of alone.
    const outcomes = isAddress
      ? [...banAddress(keeper, whom, sanction)]
      : [...banPerson(keeper, whom, sanction)];
    yield* tellOfOthers(others);
    yield* outcomes;
    const time = sanction.forMs === undefined ? "for good" : `for ${duration(sanction.forMs)}`;
    const where = keeper.room === undefined ? "the server" : `#${keeper.room.name}`;
    const text = `"${bareNick(whom)}" is banned from ${where} ${time}`;
    yield done(context, keeper, text);
    if (keeper.room === undefined && !isAddress && !holdsAddress(keeper, whom)) {
      yield notice(`No address is banned by that: /ban server ADDRESS does, which the log tells`);
    }
  },
};

function holdsAddress({ chat, nowMs }: Keeper, whom: string): boolean {
  return bansOf(chat.server.bans, whom, undefined, nowMs)
    .some(({ network }) => network !== undefined);
}

function* tellOfOthers(others: readonly string[]): Iterable<CommandOutcome> {
  if (others.length === 0) return;
  const shown = others.slice(0, 5).join(", ");
  const more = others.length > 5 ? ` and ${others.length - 5} more` : "";
  const are = others.length === 1 ? "1 other is" : `${others.length} others are`;
  yield notice(
    `${are} here from the same address: ${shown}${more}. They stay, and come in again; who is new from there does not`,
  );
}
