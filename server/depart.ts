import type { Member } from "../chat/room.ts";
import type { Parts } from "./parts.ts";
import type { Ending } from "./session.ts";

/** The member leaves its rooms and is here no more; the others are told. Gives the rooms that it left. */
export function depart(parts: Parts, member: Member, { reason, text }: Ending): string[] {
  const { rooms, members, delivery } = parts;
  const left = rooms.leaveAll(member, reason, text);
  delivery.depart(left);
  members.exit(member);
  delivery.detach(member);
  return left.map(({ room }) => room.name);
}
