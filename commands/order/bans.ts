import { inForce } from "../../chat/bans.ts";
import { duration } from "../../helpers/duration.ts";
import type { Ban } from "../../records.ts";
import { type Command, notice } from "../command.ts";
import { keeperOf, scopeDetails } from "./keeper.ts";

export const bans: Command = {
  name: "bans",
  usage: "/bans",
  summary: "List who is banned from the room, and who is muted in it",
  details: scopeDetails,
  action: "ban",
  *run(context, args) {
    const actions = { inRoom: "ban", onServer: "banFromServer" } as const;
    const [{ chat, room }] = keeperOf(context, args, actions);
    const { nowMs } = context;
    const banned = inForce(room?.record.bans ?? chat.server.bans, nowMs);
    const muted = inForce(room?.record.mutes ?? [], nowMs);
    const lines = [
      ...banned.map((ban) => `banned: ${describe(ban, nowMs)}`),
      ...muted.map((mute) => `muted: ${describe(mute, nowMs)}`),
    ];
    yield notice(lines.length === 0 ? "Nobody is banned or muted" : lines.join("\n"), room?.name);
  },
};

function describe({ whom, network, untilTs, why, by }: Ban, nowMs: number): string {
  const from = network === undefined || network === whom ? "" : ` and who is new from ${network}`;
  const time = untilTs === undefined ? "for good" : `for ${duration(untilTs - nowMs)} more`;
  return `${whom}${from}, ${time}, by ${by.nick}${why === undefined ? "" : `: ${why}`}`;
}
