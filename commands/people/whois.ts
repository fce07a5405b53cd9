import { duration } from "../../helpers/duration.ts";
import { encryptionText } from "../../helpers/network/encryption.ts";
import { roleName } from "../../helpers/roles.ts";
import type { Member } from "../../chat/people/member.ts";
import { profileOf } from "../../chat/people/profile.ts";
import { may, memberRole, rankOf, roleOf } from "../../chat/permissions.ts";
import { summaryOf } from "../../chat/rooms/member_list.ts";
import type { Rooms } from "../../chat/rooms/rooms.ts";
import type { WhoisMessage } from "../../protocol.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const whois: Command = {
  name: "whois",
  usage: "/whois NICK",
  summary: "Tell where somebody is, since when, whether away, and whether encrypted",
  *run({ chat: { members, rooms }, member, nowMs }, args) {
    const [nick] = splitWord(args);
    if (nick === "") throw badUsage(whois);
    const answer = factsOf(members.find(nick), rooms, member);
    yield answer;
    yield notice(describe(answer, nowMs));
  },
};

/** As far as `asker` may know them. */
function factsOf(member: Member, rooms: Rooms, asker: Member): WhoisMessage {
  const { enteredAt, lastSpokeAt, agent, address, serverRole, isConsole } = member;
  const hidden = new Set(rooms.hiddenFrom(asker));
  const known = rooms.of(member).filter(({ name }) => !hidden.has(name));
  const roles = known.flatMap((room) => {
    const role = memberRole(rankOf(member, room));
    return role === undefined ? [] : [{ room: room.name, role }];
  });
  return {
    type: "whois",
    ...summaryOf(member),
    ...profileOf(member),
    operator: roleOf(member) !== "visitor",
    rooms: known.map(({ name }) => name),
    ...roles.length === 0 || serverRole !== undefined || isConsole ? {} : { roles },
    enteredTs: enteredAt,
    spokeTs: lastSpokeAt,
    agent,
    address: may(asker, "seeAddresses") ? address : undefined,
    encryption: encryptionOf(member),
  };
}

function encryptionOf(member: Member): string[] {
  if (member.isConsole) return ["local"];
  const sessions = member.sessions.size === 0 ? [member] : [...member.sessions.values()];
  return sessions.map(({ encryption }) => encryption ?? "none");
}

/** Counted where not all connections are alike. */
function connectionsText(encryption: readonly string[]): string {
  const alike = [...Map.groupBy(encryption, (each) => each)];
  const [[only] = []] = alike;
  if (alike.length === 1) return connectionText(only);
  const counts = alike.map(([each, { length }]) => `${length} ${connectionText(each)}`);
  return `connections: ${counts.join(", ")}`;
}

function connectionText(encryption: string | undefined): string {
  if (encryption === "local") return "on the server's machine";
  return encryptionText(encryption === "none" ? undefined : encryption);
}

/** As in `#dev (moderator)`. */
function roomText(room: string, roles: WhoisMessage["roles"] = []): string {
  const role = roles.find((each) => each.room === room)?.role;
  return role === undefined ? `#${room}` : `#${room} (${roleName(role)})`;
}

function describe(facts: WhoisMessage, nowMs: number): string {
  const {
    nick,
    role,
    away,
    operator,
    rooms,
    roles,
    enteredTs,
    spokeTs,
    agent,
    address,
    encryption = [],
  } = facts;
  const known = [
    roleName(role) ?? (operator ? roleName("operator") : undefined),
    rooms.length === 0
      ? "in no room"
      : `in ${rooms.map((room) => roomText(room, roles)).join(", ")}`,
    `here for ${duration(nowMs - enteredTs)}`,
    spokeTs === undefined ? undefined : `last spoke ${duration(nowMs - spokeTs)} ago`,
    away === undefined ? undefined : `away${away === "" ? "" : ` (${away})`}`,
    agent === undefined ? undefined : `with ${agent}`,
    address === undefined ? undefined : `from ${address}`,
    connectionsText(encryption),
  ];
  return `${nick}: ${known.filter((fact) => fact !== undefined).join("; ")}`;
}
