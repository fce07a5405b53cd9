import { nickKeys, normalizeNick } from "../../chat/people/nick.ts";
import type { RequestBody } from "../../chat/request.ts";
import { defaultPasswordMin, type KnownErrorCode, type PasswordRequest } from "../../protocol.ts";
import type { Account, PasswordHash } from "../../records.ts";
import type { CodeOutcome } from "../../commands/command.ts";
import type { ChatState } from "../chat_state.ts";
import { shellWord } from "../../helpers/text/quoted.ts";
import { bareCode, Codes, newCode } from "./codes.ts";
import { GuessGuard } from "./guess_guard.ts";
import { type Log, unexpected } from "../log.ts";
import type { JoinAddresses } from "../join_addresses.ts";
import type { ParticipantSession } from "../participants.ts";
import { normalizePassword, passwordForm, Passwords, PasswordsBusyError } from "./passwords.ts";
import { refuse } from "../refuse.ts";
import { scramKeys } from "./scram.ts";
import type { Session } from "../sessions/session.ts";

const linkForMs = 5 * 60 * 1000;
const linkLetters = 8;
const claimLetters = 12;
const linksAtMost = 1000;

type LinkOutcome = Extract<CodeOutcome, { type: "showLink" }>;

/** What is told of a wrong password. */
export interface WrongPassword {
  readonly code: KnownErrorCode;
  readonly message: string;
  /** Of what was asked. */
  readonly id?: string;
}

const ofNick = {
  code: "password_wrong",
  message: "The password is wrong, or the nick has none",
} as const;

export interface AccountDeskOptions {
  readonly chat: ChatState;
  readonly addresses: JoinAddresses;
  readonly log: Log;
  /** Characters that a password of an account has at least. */
  readonly passwordMin?: number;
  /** Nobody waits after wrong ones. */
  readonly hasFreeGuesses?: boolean;
  /** Brings a request to the rules, and their answer to the session. */
  readonly ask: (by: string, what: RequestBody, asker?: ParticipantSession) => void;
}

/** What proves who somebody is, beside tokens: passwords and codes, and how often they may be guessed. */
export class AccountDesk {
  readonly passwords: Passwords = new Passwords();
  readonly #guesses: GuessGuard;
  readonly #links = new Codes({
    ...{ length: linkLetters, forMs: linkForMs, atMost: linksAtMost },
    monotonicMs: () => performance.now(),
  });
  #claimCode: string | undefined = newCode(claimLetters);

  constructor(private readonly options: AccountDeskOptions) {
    this.#guesses = new GuessGuard(() => performance.now(), options.hasFreeGuesses);
  }

  /** Who types it becomes the server's owner; undefined where there is one, or it was used. */
  get claimCode(): string | undefined {
    return this.#hasOwner() ? undefined : this.#claimCode;
  }

  /** Shows a code with which another client comes in as that identity. */
  showLink({ identity, nick, id }: LinkOutcome, { recipient }: ParticipantSession): void {
    const code = this.#links.make(identity);
    const whose = nick === undefined ? "yours" : `that of "${nick}"`;
    const address = shellWord(this.options.addresses.best);
    const text = `${code} makes another device ${whose}, once and within 5 minutes; there type ` +
      `chatroom client ${address} --link ${code}`;
    recipient.send({ type: "notice", text, id });
  }

  /** Nobody comes in any more by a code that the identity showed. */
  revokeLinks(identity: string): void {
    this.#links.revoke(identity);
  }

  /** The identity that showed the code; undefined after a refusal. */
  takeLink(code: string, session: Session): string | undefined {
    if (!this.mayGuess("link", session, "link_invalid")) return undefined;
    const identity = this.#links.take(code);
    if (identity === undefined) {
      const message = "The code is wrong, was used, or is older than 5 minutes";
      refuse(session, "link_invalid", message);
    } else this.wasRight("link", session);
    return identity;
  }

  /** The code that was printed at the start makes whoever types it first the owner. */
  claim(identity: string, typed: string, asker: ParticipantSession, id: string | undefined): void {
    if (!this.mayGuess("claim", asker, "not_allowed", id)) return;
    const { claimCode } = this;
    if (claimCode === undefined || bareCode(typed) !== bareCode(claimCode)) {
      const message = "That is not the code that the server printed at its start, or it was used";
      return refuse(asker, "not_allowed", message, { id });
    }
    this.wasRight("claim", asker);
    this.options.ask(identity, { type: "makeOwner", identity, id }, asker);
    if (this.#hasOwner()) this.#claimCode = undefined;
  }

  /** Gives the nick of whoever asks a password. Never rejects. */
  async setPassword(session: Session, request: PasswordRequest): Promise<void> {
    const identity = session.participant?.identity;
    if (identity === undefined) return;
    const { id } = request;
    if (this.#readNew(request.password, session, id) === undefined) return;
    const kept = this.options.chat.accounts.get(identity)?.password;
    if (kept !== undefined) {
      if (request.current === undefined) {
        const message = "Your nick has a password: give it as well to change it";
        return refuse(session, "password_required", message, { id });
      }
      const isRight = await this.checkPassword(session, identity, request.current, kept, {
        ...ofNick,
        id,
      });
      if (isRight !== true) return;
    }
    const hash = await this.hashNew(request.password, `set ${identity}`, session, id);
    if (hash === undefined) return;
    this.options.ask(identity, { type: "setPassword", hash, replaces: kept?.salt, id }, session);
  }

  /**
   * Of a password that somebody chooses; undefined after a refusal, with `password_weak` or `bad_field` of the password.
   * `what`: for the count of guesses. Never rejects.
   */
  async hashNew(
    raw: string,
    what: string,
    asker: ParticipantSession,
    id: string | undefined,
  ): Promise<PasswordHash | undefined> {
    const password = this.#readNew(raw, asker, id);
    if (password === undefined) return undefined;
    // Hashing costs as much as a guess, and counts as one.
    if (!this.mayGuess(what, asker, "rate_limited", id)) return undefined;
    return await this.withPasswords(asker, id, async () => {
      const hash = await this.passwords.hash(password, asker.guessNetwork);
      return { ...hash, scram: await scramKeys(password) };
    });
  }

  /** Whose account that is; undefined after a refusal. All names are answered alike, and as late. Never rejects. */
  async accountOf(
    name: string,
    password: string,
    asker: ParticipantSession,
    id?: string,
  ): Promise<Account | undefined> {
    const { accounts } = this.options.chat;
    const account = accounts.lookUp(name);
    const [key = ""] = nickKeys(normalizeNick(name) ?? "");
    const refusal = { ...ofNick, id };
    const isRight = await this.checkPassword(asker, key, password, account?.password, refusal);
    if (isRight !== true || account === undefined) return undefined;
    if (accounts.get(account.identity)?.password === account.password) return account;
    refuse(asker, "password_wrong", "The password was changed just now", { id });
    return undefined;
  }

  /** Normalized; undefined after a refusal. */
  #readNew(raw: string, asker: ParticipantSession, id: string | undefined): string | undefined {
    const { passwordMin = defaultPasswordMin } = this.options;
    const password = normalizePassword(raw);
    if (password === undefined) {
      refuse(asker, "bad_field", passwordForm, { id });
    } else if ([...password].length < passwordMin) {
      const message = `A password has at least ${passwordMin} characters`;
      refuse(asker, "password_weak", message, { id });
    } else {
      return password;
    }
    return undefined;
  }

  /**
   * Whether it is the password that is kept: undefined if that was not looked at. What is wrong, or is not looked at, is
   * refused. `what`: whose it is, for the count of guesses. Never rejects.
   */
  async checkPassword(
    asker: ParticipantSession,
    what: string,
    password: string,
    kept: PasswordHash | undefined,
    { code, message, id }: WrongPassword = ofNick,
  ): Promise<boolean | undefined> {
    if (!this.mayGuess(what, asker, code, id)) return undefined;
    const isRight = await this.withPasswords(asker, id, () => {
      return this.passwords.verify(password, kept, asker.guessNetwork);
    });
    if (isRight !== false) this.wasRight(what, asker);
    else {
      this.#guesses.wasWrong(what, asker);
      refuse(asker, code, message, { id });
    }
    return isRight;
  }

  /** The same of what was looked at elsewhere, and is right or not. */
  judge(
    what: string,
    asker: ParticipantSession,
    isRight: boolean,
    { code, message, id }: WrongPassword,
  ): boolean {
    if (!this.mayGuess(what, asker, code, id)) return false;
    if (isRight) {
      this.wasRight(what, asker);
      return true;
    }
    this.#guesses.wasWrong(what, asker);
    refuse(asker, code, message, { id });
    return false;
  }

  /** False after telling that the guess is not looked at yet. One that is looked at counts as wrong until `wasRight`. */
  mayGuess(
    what: string,
    asker: ParticipantSession,
    code: KnownErrorCode,
    id?: string,
  ): boolean {
    const retryAfterMs = this.#guesses.charge(what, asker);
    if (retryAfterMs === 0) return true;
    const seconds = Math.ceil(retryAfterMs / 1000);
    refuse(asker, code, `Too many tries: try again in ${seconds} s`, { id, retryAfterMs });
    return false;
  }

  wasRight(what: string, asker: ParticipantSession): void {
    this.#guesses.wasRight(what, asker);
  }

  #hasOwner(): boolean {
    return this.options.chat.accounts.byLastSeen().some(({ role }) => role === "owner");
  }

  /** What comes of it; undefined after a refusal. Never rejects. */
  async withPasswords<Done>(
    session: ParticipantSession,
    id: string | undefined,
    work: () => Promise<Done>,
  ): Promise<Done | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PasswordsBusyError) {
        const { retryAfterMs } = error;
        const message = "Too many passwords are being looked at: try again in a moment";
        refuse(session, "rate_limited", message, { id, retryAfterMs });
        return undefined;
      }
      this.options.log(unexpected(error));
      refuse(session, "internal", "The server failed to look at the password", { id });
      return undefined;
    }
  }
}
