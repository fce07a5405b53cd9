import { ChatError } from "../../chat/chat_error.ts";
import type { Keeper, RoomKeeper, Sanction } from "../../chat/order/keeper.ts";
import { type Action, may } from "../../chat/permissions.ts";
import { parseLastWords, quote } from "../../chat/text.ts";
import { parseDuration } from "../../helpers/duration.ts";
import { type CommandOutcome, type CommandPlace, notice, splitWord } from "../command.ts";

/** A further line of help for commands that hold in a room. */
export const roomDetail = "In the room where it is typed; with in:dev in front, in that one.";

/** Further lines of help for commands that hold in a room or on the whole server. */
export const scopeDetails: readonly string[] = [
  roomDetail,
  'Operators: with "server" in front, on the whole server;',
  "at its console also without that word.",
];

/** The same for commands that take masks. */
export const maskDetails: readonly string[] = [
  "A MASK as bob*!*@* or *!*@HOST, with the HOST that /whois tells, is of all whom it matches:",
  "* stands for any characters, ? for one. a:bob is of the account bob. /ban m:MASK keeps quiet.",
];

/** What somebody may do in a room, and what on the whole server. */
interface Actions {
  readonly inRoom: Action;
  readonly onServer: Action;
}

/**
 * Where it is to hold, as the first word of `args` or the place says where it was typed, and what stands behind that.
 * Throws `not_in_room`, `no_such_room` or `not_allowed`.
 */
export function keeperOf(
  { chat, member: by, room: typedIn, nowMs }: CommandPlace,
  args: string,
  { inRoom, onServer }: Actions,
): [keeper: Keeper, rest: string] {
  const [named, behind] = splitRoom(args);
  if (named !== undefined) {
    return [{ chat, by, nowMs, room: chat.rooms.findFor(by, inRoom, named) }, behind];
  }
  const [word, rest] = splitWord(args);
  const isServer = word === "server";
  if (!isServer && !by.isConsole) {
    return [{ chat, by, nowMs, room: chat.rooms.findFor(by, inRoom, typedIn) }, args];
  }
  if (!may(by, onServer)) {
    throw new ChatError("not_allowed", "On the whole server that is for its operators");
  }
  return [{ chat, by, nowMs }, isServer ? rest : args];
}

/** The same for what is done in rooms only. */
export function roomKeeperOf(
  { chat, member: by, room: typedIn, nowMs }: CommandPlace,
  args: string,
  action: Action,
): [keeper: RoomKeeper, rest: string] {
  const [named, rest] = splitRoom(args);
  const room = chat.rooms.findFor(by, action, named ?? typedIn);
  return [{ chat, by, nowMs, room }, rest];
}

/** The answer to who did it. A person who sees in the room what that is told needs it not again. */
export function done(
  { room: typedIn }: CommandPlace,
  { by, room }: Keeper,
  text: string,
): CommandOutcome {
  if (room === undefined) return notice(text);
  const told = room.name === typedIn && by.rooms.has(room.name);
  return { type: "notice", text, room: room.name, ...told ? { told } : {} };
}

/** The room that is named in front, as in `in:dev`, and what follows. */
export function splitRoom(args: string): [room: string | undefined, rest: string] {
  const [word, rest] = splitWord(args);
  const room = /^in:(.+)$/i.exec(word)?.[1];
  return room === undefined ? [undefined, args.trim()] : [room, rest];
}

/** `[TIME] [WHY]`. What begins as a number is taken for a time. Throws `bad_usage`. */
export function parseSanction(text: string): Sanction {
  const [word, rest] = splitWord(text);
  const forMs = parseDuration(word);
  if (forMs === undefined && /^[-+.]?\d/.test(word)) {
    const problem = `${quote(word)} is no time: say 10m, 2h or 7d, or nothing at all for good`;
    throw new ChatError("bad_usage", problem);
  }
  return { forMs, why: parseLastWords(forMs === undefined ? text : rest) };
}
