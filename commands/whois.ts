import { duration } from "../chat/duration.ts";
import type { Member } from "../chat/room.ts";
import { may } from "../chat/permissions.ts";
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
    may(asker, "seeAddresses") && member.address !== undefined
      ? `from ${member.address}`
      : undefined,
  ];
  return `${member.nick}: ${facts.filter((fact) => fact !== undefined).join("; ")}`;
}
