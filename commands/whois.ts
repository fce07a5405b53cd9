import type { Member } from "../chat/member.ts";
import { badUsage, type Command, notice, splitWord } from "./command.ts";

export const whois: Command = {
  name: "whois",
  usage: "/whois NICK",
  summary: "Tell where somebody is, since when, and whether away",
  *run({ members, member, nowMs }, args) {
    const [nick] = splitWord(args);
    if (nick === "") throw badUsage(whois);
    yield notice(describe(members.find(nick), member, nowMs));
  },
};

function describe(member: Member, asker: Member, nowMs: number): string {
  const rooms = [...member.rooms].map(({ name }) => name);
  const facts = [
    member.operator ? "operator of this server" : undefined,
    rooms.length === 0 ? "in no room" : `in ${rooms.join(", ")}`,
    `here for ${duration(nowMs - member.enteredAt)}`,
    `last spoke ${duration(nowMs - member.lastSpokeAt)} ago`,
    member.away === undefined ? undefined : `away${member.away === "" ? "" : ` (${member.away})`}`,
    member.agent === undefined ? undefined : `with ${member.agent}`,
    asker.operator && member.address !== undefined ? `from ${member.address}` : undefined,
  ];
  return `${member.nick}: ${facts.filter((fact) => fact !== undefined).join("; ")}`;
}

const format = new Intl.DurationFormat("en", { style: "short" });

/** The two largest units that matter to a person: `2 hr, 5 min`, `40 sec`. */
function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return format.format({ days, hours: hours % 24 });
  if (hours > 0) return format.format({ hours, minutes: minutes % 60 });
  if (minutes > 0) return format.format({ minutes });
  return format.format({ seconds: Math.max(1, seconds) });
}
