import { inForce } from "../../chat/order/bans.ts";
import type { Chat } from "../../chat/chat.ts";
import { heldBy } from "../../chat/order/order.ts";
import { timeLeft } from "../../helpers/duration.ts";
import type { Room } from "../../chat/rooms/room.ts";
import type { Ban, MaskEntry } from "../../records.ts";
import { type Command, notice, parsePage } from "../command.ts";
import { keeperOf, scopeDetails } from "./keeper.ts";

/** How many stand on one page, with reasons as long as they may be. */
const bansPage = 20;
const maxPage = 1000;

export const bans: Command = {
  name: "bans",
  usage: "/bans [PAGE]",
  summary: "List who is banned from the room or muted in it, and who is excepted",
  details: scopeDetails,
  action: "ban",
  *run(context, args) {
    const actions = { inRoom: "ban", onServer: "banFromServer" } as const;
    const [{ chat, room }, typed] = keeperOf(context, args, actions);
    const page = parsePage(typed.trim(), maxPage);
    const { nowMs } = context;
    const banned = inForce(room?.record.bans ?? chat.server.bans, nowMs);
    const muted = inForce(room?.record.mutes ?? [], nowMs);
    const all = [
      ...banned.map((ban) => ({ what: "banned", ban })),
      ...muted.map((ban) => ({ what: "muted", ban })),
      ...exceptionsOf(room),
    ];
    const shown = all.slice((page - 1) * bansPage, page * bansPage);
    const lines = shown.map((each) =>
      "ban" in each ? `${each.what}: ${describe(chat, each.ban, nowMs)}` : each.line
    );
    const left = all.length - page * bansPage;
    if (left > 0) {
      const where = room === undefined ? "server " : `in:${room.name} `;
      lines.push(`and ${left} more: /bans ${where}${page + 1}`);
    }
    const none = page === 1 ? "Nobody is banned or muted" : "There is no more";
    yield notice(lines.length === 0 ? none : lines.join("\n"), room?.name);
  },
};

function exceptionsOf(room: Room | undefined): { readonly line: string }[] {
  const { exceptions = [], inviteExceptions = [] } = room?.record ?? {};
  const line = (what: string) => ({ mask, by }: MaskEntry) => ({
    line: `${what}: ${mask}, by ${by.nick}`,
  });
  return [
    ...exceptions.map(line("excepted")),
    ...inviteExceptions.map(line("let in without an invitation")),
  ];
}

function describe(chat: Chat, ban: Ban, nowMs: number): string {
  const { whom, network, untilTs, why, by } = ban;
  const { nick } = heldBy(chat, ban);
  const now = nick === whom ? "" : ` (now ${nick})`;
  const from = network === undefined || network === whom ? "" : ` and who is new from ${network}`;
  const time = untilTs === undefined ? "for good" : `for ${timeLeft(untilTs - nowMs)} more`;
  return `${whom}${now}${from}, ${time}, by ${by.nick}${why === undefined ? "" : `: ${why}`}`;
}
