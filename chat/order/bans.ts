import { timeLeft } from "../../helpers/duration.ts";
import { containsNetwork, parseNetwork } from "../../helpers/network/networks.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import type { Ban } from "../../records.ts";
import { ChatError } from "../chat_error.ts";
import { nickKeys, normalizeNick } from "../people/nick.ts";
import { type Maskable, maskKey, matches } from "./masks.ts";

/** How many bans, or mutes, one room or the server may have. */
const maxBans = 500;

/** Somebody whom a ban may hold. */
export interface Bannable extends Maskable {
  readonly identity: string;
  /** Absent for whom no ban of an address holds: who was here before, and who comes from this machine or a proxy. */
  readonly address?: string;
}

/**
 * A ban that holds somebody now: as that identity, under a nick that looks like the banned one, by a mask, or else by
 * address.
 */
export function banOf(bans: readonly Ban[], who: Bannable, nowMs: number): Ban | undefined {
  // Most often there is none, and nothing is looked at.
  if (bans.length === 0) return undefined;
  const held = inForce(bans, nowMs);
  const personal = personalBanOf(held, who);
  if (personal !== undefined || who.address === undefined) return personal;
  const from = parseNetwork(who.address);
  return held.find((ban) => {
    const network = ban.network === undefined ? undefined : parseNetwork(ban.network);
    return network !== undefined && from !== undefined && containsNetwork(network, from);
  });
}

/** The first that holds more than an address. The nick is looked at once: there may be many bans. */
function personalBanOf(bans: readonly Ban[], who: Bannable): Ban | undefined {
  const keys = keysOf(who.nick);
  return bans.find((ban) =>
    ban.isMask === true
      ? matches(ban.whom, who, "bans")
      : ban.identity === who.identity || shares(ban.nickKeys, keys)
  );
}

/** Of a nick as it was typed; none for what can be no nick. */
function keysOf(typed: string): readonly string[] {
  const nick = normalizeNick(typed);
  return nick === undefined ? [] : nickKeys(nick);
}

function shares(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}

/** Without those that are over, and with one more, in place of one of the same person or address. Throws `list_full`. */
export function addBan(bans: readonly Ban[], ban: Ban, nowMs: number): readonly Ban[] {
  const others = bans.filter((other) => !isOver(other, nowMs) && !isSame(other, ban));
  if (others.length < maxBans) return [...others, ban];
  const problem = `There are ${maxBans} already, and more are not allowed: lift some first`;
  throw new ChatError("list_full", problem);
}

/**
 * Those that a person means by a nick or an address as it was typed; none where nobody is banned so. `identity`: who has
 * that nick now, perhaps another one than when it was banned.
 */
export function bansOf(
  bans: readonly Ban[],
  typed: string,
  identity: string | undefined,
  nowMs: number,
): readonly Ban[] {
  const network = parseNetwork(typed)?.text;
  const keys = keysOf(bareNick(typed));
  return bans.filter((ban) =>
    !isOver(ban, nowMs) &&
    (network === undefined
      ? shares(ban.nickKeys, keys) ||
        identity !== undefined && ban.identity === identity
      : ban.network === network)
  );
}

/** Those that hold now. */
export function inForce(bans: readonly Ban[], nowMs: number): readonly Ban[] {
  return bans.filter((ban) => !isOver(ban, nowMs));
}

function isOver({ untilTs = Infinity }: Ban, nowMs: number): boolean {
  return untilTs <= nowMs;
}

function isSame(one: Ban, other: Ban): boolean {
  if (one.isMask === true && other.isMask === true) {
    return maskKey(one.whom) === maskKey(other.whom);
  }
  if (one.identity !== undefined || other.identity !== undefined) {
    return one.identity === other.identity;
  }
  return one.whom === other.whom;
}

/**
 * Throws `banned`, with why, and until when. `where`: as in `#dev`. Who is held for the address alone is not told why
 * somebody else was banned.
 */
export function refuseIfBanned(
  bans: readonly Ban[],
  who: Bannable,
  where: string,
  nowMs: number,
): void {
  const ban = banOf(bans, who, nowMs);
  if (ban === undefined) return;
  if (personalBanOf([ban], who) !== undefined) {
    throw new ChatError("banned", `You are banned from ${where}${terms(ban, nowMs)}`);
  }
  const time = terms({ ...ban, why: undefined }, nowMs);
  const problem = `Nobody new may come in from your address${time}: ask whoever runs the server`;
  throw new ChatError("banned", problem);
}

/** As in ` for 5 min more: too loud`. */
export function terms({ untilTs, why }: Ban, nowMs: number): string {
  const time = untilTs === undefined ? "" : ` for ${timeLeft(untilTs - nowMs)} more`;
  return `${time}${why === undefined ? "" : `: ${why}`}`;
}
