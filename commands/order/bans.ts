import { inForce } from "../../chat/order/bans.ts";
import type { Chat } from "../../chat/chat.ts";
import { heldBy } from "../../chat/order/order.ts";
import { timeLeft } from "../../helpers/duration.ts";
import type { Ban } from "../../records.ts";
import { type Command, notice } from "../command.ts";
import { keeperOf, scopeDetails } from "./keeper.ts";

export const bans: Command = {
  name: "bans",
  usage: "/bans",
  summary: "List who is banned from the room, or muted in it",
  details: scopeDetails,
  action: "ban",
  *run(context, args) {
    const actions = { inRoom: "ban", onServer: "banFromServer" } as const;
    const [{ chat, room }] = keeperOf(context, args, actions);
    const { nowMs } = context;
    const banned = inForce(room?.record.bans ?? chat.server.bans, nowMs);
    const muted = inForce(room?.record.mutes ?? [], nowMs);
    const lines = [
      ...banned.map((ban) => `banned: ${describe(chat, ban, nowMs)}`),
      ...muted.map((mute) => `muted: ${describe(chat, mute, nowMs)}`),
    ];
    yield notice(lines.length === 0 ? "Nobody is banned or muted" : lines.join("\n"), room?.name);
  },
};

function describe(chat: Chat, ban: Ban, nowMs: number): string {
  const { whom, network, untilTs, why, by } = ban;
  const { nick } = heldBy(chat, ban);
  const now = nick === whom ? "" : ` (now ${nick})`;
  const from = network === undefined || network === whom ? "" : ` and who is new from ${network}`;
  const time = untilTs === undefined ? "for good" : `for ${timeLeft(untilTs - nowMs)} more`;
  return `${whom}${now}${from}, ${time}, by ${by.nick}${why === undefined ? "" : `: ${why}`}`;
}
