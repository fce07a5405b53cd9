import type { RequestBody } from "../../chat/request.ts";
import { sameNick } from "../../helpers/text/nicks.ts";
import type { LoginRequest, RegisterRequest, RegistrationMode } from "../../protocol.ts";
import type { Account } from "../../records.ts";
import type { ChatState } from "../chat_state.ts";
import { refuse } from "../refuse.ts";
import type { Session } from "../sessions/session.ts";
import type { AccountDesk } from "./account_desk.ts";
import type { Persons } from "./persons.ts";
import { newDevice, newIdentity } from "./tokens.ts";

export interface LoginDeskOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  readonly persons: Persons;
  readonly registration?: RegistrationMode;
  /** Brings a request to the rules; resolves when the session has their answer, undefined if it has it already. */
  readonly ask: (
    by: string,
    what: RequestBody,
    asker: Session,
  ) => Promise<unknown> | undefined;
}

/** Logs sessions in to accounts, before their hello and after it, and makes accounts. */
export class LoginDesk {
  constructor(private readonly options: LoginDeskOptions) {}

  /** Resolves when it is answered. Never rejects. */
  async take(session: Session, asked: LoginRequest | RegisterRequest): Promise<void> {
    if (this.isRefused(session, asked.id)) return;
    await (asked.type === "login" ? this.#logIn(session, asked) : this.#register(session, asked));
  }

  /** Whoever is logged in is told so. */
  isRefused(session: Session, id: string | undefined): boolean {
    const account = session.participant?.member.account ?? session.login?.account;
    if (account === undefined) return false;
    const message = `You are logged in to the account "${account}" already`;
    refuse(session, "already_logged_in", message, { id });
    return true;
  }

  async #logIn(session: Session, { account: name, password, id }: LoginRequest): Promise<void> {
    const account = await this.options.accountDesk.accountOf(name, password, session, id);
    if (account !== undefined) await this.admit(session, account, id);
  }

  /** Who has proved that the account is theirs. */
  async admit(session: Session, account: Account, id: string | undefined): Promise<void> {
    if (session.isEnding) return;
    const { persons, ask } = this.options;
    const { identity, nick: name = "" } = account;
    const person = persons.of(identity);
    const { participant } = session;
    if (participant === undefined) {
      session.login = { identity, account: name };
      return session.recipient.send({ type: "login", account: name, person, id });
    }
    const device = session.keepsToken ? newDevice() : undefined;
    await ask(participant.identity, { type: "logIn", identity, person, device, id }, session);
  }

  async #register(session: Session, asked: RegisterRequest): Promise<void> {
    const { password, id } = asked;
    const nick = this.#nickToRegister(session, asked);
    if (nick === undefined) return;
    const { accountDesk, ask, chat, persons } = this.options;
    const hash = await accountDesk.hashNew(password, `register ${nick}`, session, id);
    if (hash === undefined || session.isEnding) return;
    const { participant, guessNetwork: network } = session;
    if (participant !== undefined) {
      const body = { type: "setPassword", hash, isRegistration: true, id } as const;
      await ask(participant.identity, body, session);
      return;
    }
    const identity = newIdentity();
    const person = persons.of(identity);
    const answered = ask(
      identity,
      { type: "registerAccount", person, nick, hash, network, id },
      session,
    );
    const account = chat.accounts.nameOf(identity);
    if (account !== undefined) session.login = { identity, account };
    await answered;
  }

  /** Undefined after a refusal. */
  #nickToRegister(session: Session, { account, id }: RegisterRequest): string | undefined {
    const { registration = "open", chat } = this.options;
    const member = session.participant?.member;
    if (registration === "off") {
      refuse(session, "not_allowed", "Nobody makes an account here by themselves", { id });
    } else if (member === undefined && registration === "open") {
      refuse(session, "hello_required", `Say "hello" before "register"`, { id });
    } else if (member !== undefined && account !== "*" && !sameNick(account, member.nick)) {
      const message = `An account is called as who makes it: "${member.nick}" or "*"`;
      refuse(session, "account_not_nick", message, { id });
    } else {
      const nick = member?.nick ?? account;
      const existing = chat.accounts.lookUp(nick);
      if (existing === undefined || existing.identity === member?.identity) return nick;
      const message = `There is an account "${existing.nick}" already`;
      refuse(session, "account_exists", message, { id });
    }
    return undefined;
  }
}
