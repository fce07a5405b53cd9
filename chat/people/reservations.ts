import type { Account, PasswordHash } from "../../records.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { ProfileEvent } from "../event.ts";
import { withDevice } from "./devices.ts";
import { type Member, networkOfMember, type SessionFacts } from "./member.ts";
import { profileOf, tellProfile } from "./profile.ts";
import type { RecordChange } from "../record_change.ts";
import type { RegisterAccountRequest } from "../request.ts";

/** How many accounts one network may make: enough for a class behind one address. */
export const maxAccountsANetwork = 50;
export const maxAccounts = 50_000;
/** After so long without having been here. */
export const defaultReserveMs = 30 * 24 * 60 * 60 * 1000;
/**
 * How exactly it is known when somebody was here last: each change costs a commit. Of who can log in from anywhere it is
 * known when it went, since it is told what it missed.
 */
export const seenToMs = 60 * 60 * 1000;
/** The most that one sweep lets go. */
const sweptAtOnce = 1000;

const speaks: ReadonlySet<string> = new Set([
  "said",
  "direct",
  "directToAbsent",
  "directToLast",
]);

/** What somebody did, as an event tells. */
interface Deed {
  readonly type: string;
  readonly identity: string;
  /** Of who goes: as of `DepartEvent`. */
  readonly lastHereAt?: number;
}

/**
 * What becomes of somebody's account by what it did: who speaks and can come back as itself gets one, and with it the
 * nick; who takes another nick takes the reservation along, but for who logs in by the account's name. `session`: the one
 * that asked.
 */
export function* followAccount(
  chat: Chat,
  deed: Deed,
  nowMs: number,
  session?: string,
): Iterable<RecordChange> {
  const { type, identity } = deed;
  const { accounts, members, reserveMs } = chat;
  const account = accounts.get(identity);
  const member = members.get(identity);
  if (account !== undefined) {
    if (member !== undefined) noteApart(account, member, deed, session);
    const nick = member !== undefined && reserves(chat, account, member, deed)
      ? member.nick
      : account.nick;
    const { lastHereAt: seenAt = nowMs } = deed;
    const isNoted = type === "depart" && account.password !== undefined
      ? seenAt === account.seenAt
      : seenAt - account.seenAt < seenToMs;
    if (nick === account.nick && isNoted) return;
    const isNew = account.nick === undefined && member !== undefined;
    const network = isNew ? networkOfMember(member) : account.network;
    const seen = { ...account, nick, network, seenAt };
    yield accounts.set(member === undefined ? seen : withDevice(seen, member, nowMs));
  } else if (member?.device !== undefined && reserveMs > 0 && speaks.has(type)) {
    // Who can have none speaks all the same.
    if (hasRoom(chat, member)) yield* open(chat, member, nowMs);
  }
}

/** Whether the nick that the member has is reserved for the account from now on. */
function reserves(chat: Chat, { nick }: Account, member: Member, { type }: Deed): boolean {
  if (type !== "rename" && !speaks.has(type)) return false;
  return nick === undefined ? hasRoom(chat, member) : member.isApart !== true;
}

/** A session that has logged in by the account's name has a nick of its own, and takes the name along by no rename. */
function noteApart(
  { nick }: Account,
  member: Member,
  { type }: Deed,
  session: string | undefined,
): void {
  if (type !== "entered" && type !== "loggedIn" && type !== "rename") return;
  const facts = session === undefined ? undefined : member.sessions.get(session);
  const keepsName = facts === undefined ? member.device === undefined : hasName(facts);
  if (nick !== undefined && keepsName) member.isApart = member.nick !== nick;
}

function hasName({ device, isLoggedIn }: SessionFacts): boolean {
  return device === undefined || isLoggedIn === true;
}

/** What the account of that identity is called is told where that has changed. */
export function followAccountName(
  { accounts, members }: Chat,
  identity: string,
): readonly ProfileEvent[] {
  const member = members.get(identity);
  if (member === undefined) return [];
  const before = profileOf(member);
  member.account = accounts.nameOf(identity);
  return tellProfile(member, before);
}

/**
 * For what needs an account, which somebody may not have spoken for yet. `hasPassword`: it gets one, so that it can come
 * again without a token. Throws `not_allowed`.
 */
export function* requireAccount(
  chat: Chat,
  member: Member,
  nowMs: number,
  { hasPassword = false } = {},
): Generator<RecordChange, Account> {
  const existing = chat.accounts.get(member.identity);
  if (existing?.nick !== undefined) return existing;
  if (member.isConsole) throw new ChatError("not_allowed", "The console has no account");
  if (existing === undefined && member.device === undefined && !hasPassword) {
    const problem =
      `Nothing is kept of "${member.nick}", whose client keeps no token to come again by`;
    throw new ChatError("not_allowed", problem);
  }
  const network = networkOfMember(member);
  refuseIfFull(chat, { nick: member.nick, network });
  if (existing === undefined) return yield* open(chat, member, nowMs);
  const named = { ...existing, nick: member.nick, network };
  yield chat.accounts.set(named);
  return named;
}

/**
 * Whoever asks for the nick may have it if its reservations are over: they are let go. Those of `identity` itself, and of
 * who is here, never are.
 */
export function* releaseExpired(
  chat: Chat,
  nick: string,
  identity: string,
  nowMs: number,
): Iterable<RecordChange> {
  for (const account of chat.accounts.holdersOf(nick)) {
    if (account.identity !== identity && isExpired(chat, account, nowMs)) {
      yield release(chat, account);
    }
  }
}

/**
 * Lets go what nothing but an expired reservation is kept for, a bounded number; the rest, another time. What is kept for
 * revoked devices besides loses the nick where others from its network get none.
 */
export function* sweep(chat: Chat, nowMs: number): Iterable<RecordChange> {
  const expired = chat.accounts.byLastSeen()
    .filter((account) => mayGo(account) || takesPlace(chat, account))
    .filter((account) => isExpired(chat, account, nowMs))
    .take(sweptAtOnce)
    .toArray();
  for (const account of expired) yield release(chat, account);
}

function takesPlace({ accounts }: Chat, { nick, network, password }: Account): boolean {
  return nick !== undefined && password === undefined && isFull(accounts, network);
}

/** Nobody has the nick any more, nor its password. What else there is to the account stays. */
export function release({ accounts }: Chat, account: Account): RecordChange {
  const { nick: _nick, password: _password, ...rest } = account;
  return mayGo(rest) ? accounts.delete(account.identity) : accounts.set(rest);
}

function isExpired({ members, reserveMs }: Chat, account: Account, nowMs: number): boolean {
  const { role, identity, seenAt } = account;
  // Nobody is ever to pass for somebody who keeps order.
  return role === undefined && members.get(identity) === undefined && nowMs - seenAt > reserveMs;
}

/** Nothing is in it that is not as well without it, but the nick. */
function mayGo({ role, password, hasRevokedDevice }: Account): boolean {
  return role === undefined && password === undefined && hasRevokedDevice !== true;
}

function hasRoom(chat: Chat, member: Member): boolean {
  return hasRoomFor(chat, networkOfMember(member));
}

function hasRoomFor({ accounts }: Chat, network: string | undefined): boolean {
  const hasPlace = !isFull(accounts, network);
  return hasPlace && (accounts.size < maxAccounts || longestUnseen(accounts) !== undefined);
}

function refuseIfFull(
  chat: Chat,
  { nick, network }: Pick<Account, "network"> & { nick: string },
): void {
  if (hasRoomFor(chat, network)) return;
  const problem = `Too many nicks are reserved from the address of "${nick}": ` +
    `no more than ${maxAccountsANetwork} are; an operator may /release one`;
  throw new ChatError("not_allowed", problem);
}

function isFull(accounts: Chat["accounts"], network: string | undefined): boolean {
  return network !== undefined && accounts.countOf(network) >= maxAccountsANetwork;
}

function* open(
  { accounts }: Chat,
  member: Member,
  nowMs: number,
): Generator<RecordChange, Account> {
  const { identity, nick, metadata } = member;
  const network = networkOfMember(member);
  yield* makeRoom(accounts);
  const bare = { identity, nick, createdAt: nowMs, seenAt: nowMs, network, devices: [], metadata };
  const account = withDevice(bare, member, nowMs);
  yield accounts.set(account);
  return account;
}

function* makeRoom(accounts: Chat["accounts"]): Iterable<RecordChange> {
  const going = accounts.size < maxAccounts ? undefined : longestUnseen(accounts);
  if (going !== undefined) yield accounts.delete(going.identity);
}

/**
 * An account for who is not in yet, by its password alone. Throws `nick_invalid`, `nick_taken`, `account_exists` or
 * `not_allowed`.
 */
export function* registerAccount(
  chat: Chat,
  identity: string,
  { nick: rawNick, hash, network }: RegisterAccountRequest,
  nowMs: number,
): Generator<RecordChange, string> {
  yield* releaseExpired(chat, rawNick, identity, nowMs);
  const nick = chat.members.parseFree(rawNick);
  refuseIfFull(chat, { nick, network });
  yield* makeRoom(chat.accounts);
  const times = { createdAt: nowMs, seenAt: nowMs };
  yield chat.accounts.set({ identity, nick, ...times, network, devices: [], password: hash });
  return nick;
}

/** In the end also one that is kept for its revoked devices alone: their tokens count again, for nobody's nick. */
function longestUnseen(accounts: Chat["accounts"]): Account | undefined {
  const isNobody = ({ nick, role }: Account) => nick === undefined && role === undefined;
  return accounts.byLastSeen().find(mayGo) ?? accounts.byLastSeen().find(isNobody);
}

/** `replaces`: the salt of the one that was shown to be known. Throws `password_required` or `not_allowed`. */
export function* setPassword(
  chat: Chat,
  member: Member,
  { hash, replaces }: { readonly hash: PasswordHash; readonly replaces?: string },
  nowMs: number,
): Generator<RecordChange, Account> {
  const account = yield* requireAccount(chat, member, nowMs, { hasPassword: true });
  if (account.password?.salt !== replaces) {
    const problem = "Your nick has got another password meanwhile: give that to change it";
    throw new ChatError("password_required", problem);
  }
  yield chat.accounts.set({ ...account, password: hash });
  return account;
}
