import { defaultRoom } from "../../protocol.ts";
import type { RoomRecord } from "../../records.ts";
import { ChatError } from "../chat_error.ts";
import { isWorthKeeping, type Room } from "./room.ts";

/**
 * How many rooms that outlive their members one identity may own, how many may have been begun from one network, and how
 * many there may be in all.
 */
export const maxKeptRooms = { anOwner: 20, aNetwork: 40, inAll: 2000 } as const;

/** Throws `not_allowed` if the owner owns as many others as it may. */
export function refuseIfOwnsTooMany(rooms: Iterable<Room>, record: RoomRecord): void {
  const { room: name, owner } = record;
  if (name === defaultRoom || owner === undefined) return;
  const own = keptBeside(rooms, name).filter((other) => other.owner?.identity === owner.identity);
  if (own.length < maxKeptRooms.anOwner) return;
  const problem = `${owner.nick} owns ${own.length} rooms that are kept`;
  throw new ChatError("not_allowed", `${problem}, and more are not allowed`);
}

/** Throws `not_allowed` if as many others are kept as may be, in all or of those begun from the same network. */
export function refuseIfTooManyKept(rooms: Iterable<Room>, record: RoomRecord): void {
  const { room: name, network } = record;
  if (name === defaultRoom) return;
  const others = keptBeside(rooms, name);
  const near = others.filter((other) => network !== undefined && other.network === network);
  if (near.length >= maxKeptRooms.aNetwork) {
    const problem = `${near.length} rooms are kept that were begun from where #${name} was`;
    throw new ChatError("not_allowed", `${problem}, and more are not allowed`);
  }
  if (others.length < maxKeptRooms.inAll) return;
  throw new ChatError("not_allowed", `${others.length} rooms are kept, and more are not allowed`);
}

/** The default room, which is always there, is none of them. */
function keptBeside(rooms: Iterable<Room>, name: string): RoomRecord[] {
  return Array.from(rooms, ({ record }) => record)
    .filter((record) => ![name, defaultRoom].includes(record.room) && isWorthKeeping(record));
}
