import { roleName } from "../../helpers/roles.ts";
import { duration } from "../../helpers/duration.ts";
import type { Member } from "../../chat/member.ts";
import { may, roleOf } from "../../chat/permissions.ts";
import { summaryOf } from "../../chat/member_list.ts";
import type { WhoisMessage } from "../../protocol.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const whois: Command = {
  name: "whois",
  usage: "/whois NICK",
  summary: "Tell where somebody is, since when, and whether away",
  *run({ chat: { members, rooms }, member, nowMs }, args) {
    const [nick] = splitWord(args);
    if (nick === "") throw badUsage(whois);
    const hidden = new Set(rooms.hiddenFrom(member));
    const answer = factsOf(members.find(nick), hidden, may(member, "seeAddresses"));
    yield answer;
    yield notice(describe(answer, nowMs));
  },
};

function factsOf(member: Member, hidden: ReadonlySet<string>, withAddress: boolean): WhoisMessage {
  const { rooms, enteredAt, lastSpokeAt, agent, address } = member;
  return {
    type: "whois",
    ...summaryOf(member),
    operator: roleOf(member) !== "visitor",
    rooms: [...rooms].filter((room) => !hidden.has(room)),
    enteredTs: enteredAt,
    spokeTs: lastSpokeAt,
    agent,
    address: withAddress ? address : undefined,
  };
}

function describe(facts: WhoisMessage, nowMs: number): string {
  const { nick, role, away, operator, rooms, enteredTs, spokeTs, agent, address } = facts;
  const known = [
    roleName(role) ?? (operator ? roleName("operator") : undefined),
    rooms.length === 0 ? "in no room" : `in ${rooms.map((room) => `#${room}`).join(", ")}`,
    `here for ${duration(nowMs - enteredTs)}`,
    spokeTs === undefined ? undefined : `last spoke ${duration(nowMs - spokeTs)} ago`,
    away === undefined ? undefined : `away${away === "" ? "" : ` (${away})`}`,
    agent === undefined ? undefined : `with ${agent}`,
    address === undefined ? undefined : `from ${address}`,
  ];
  return `${nick}: ${known.filter((fact) => fact !== undefined).join("; ")}`;
}
