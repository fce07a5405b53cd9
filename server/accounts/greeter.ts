import type { EnterRequest } from "../../chat/request.ts";
import { type HelloMessage, protocolVersion } from "../../protocol.ts";
import type { AccountDesk } from "./account_desk.ts";
import type { ChatState } from "../chat_state.ts";
import type { Participants } from "../participants.ts";
import type { Hosts } from "./hosts.ts";
import type { Persons } from "./persons.ts";
import { refuse } from "../refuse.ts";
import type { SecretDesk } from "./secret_desk.ts";
import type { Session } from "../sessions/session.ts";
import { type Bearer, newDevice, newIdentity, type Tokens } from "./tokens.ts";

/** What else is known by then: the password of the server was right. */
type Hello = HelloMessage & Pick<EnterRequest, "hasServerPassword">;

export interface GreeterOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  readonly secrets: SecretDesk;
  readonly tokens: Tokens;
  readonly persons: Persons;
  readonly hosts: Hosts;
  readonly participants: Participants;
}

/** Finds out who says hello, for the rules to let in. What is refused leaves the session open: its client may say hello again. */
export class Greeter {
  /** Whose password is being looked at. */
  readonly #busy = new WeakSet<Session>();

  /** `enter` brings the request to the rules, and their answer to the session. */
  constructor(
    private readonly options: GreeterOptions,
    private readonly enter: (identity: string, asked: EnterRequest, session: Session) => void,
  ) {}

  /** Resolves once what must be looked at first is; undefined if the answer is on its way already. */
  greet(session: Session, hello: HelloMessage): Promise<void> | void {
    if (hello.version !== protocolVersion) {
      const message = `Version ${hello.version} is not spoken here, only ${protocolVersion}`;
      return refuse(session, "version_unsupported", message);
    }
    if (this.#busy.has(session)) {
      return refuse(session, "hello_repeated", "Your last hello is being looked at");
    }
    if (hello.serverPassword === undefined || this.options.chat.server.lockedAt === undefined) {
      return this.#identify(session, hello);
    }
    return this.#unlock(session, hello, hello.serverPassword);
  }

  /** Before anything else of the hello is looked at. */
  async #unlock(session: Session, hello: HelloMessage, password: string): Promise<void> {
    this.#busy.add(session);
    const hasServerPassword = await this.options.secrets.isServerPassword(password, session);
    this.#busy.delete(session);
    if (session.isEnding || !hasServerPassword) return;
    await this.#identify(session, { ...hello, hasServerPassword });
  }

  #identify(session: Session, hello: Hello): Promise<void> | void {
    const { login } = session;
    if (login !== undefined) return this.#letInAs(session, hello, login.identity, hello.nick);
    if (hello.link !== undefined) return this.#letInByLink(session, hello, hello.link);
    const known = this.options.tokens.verify(hello.token);
    if (known !== undefined) return this.#letIn(session, hello, known, { isKnown: true });
    if (hello.password !== undefined) {
      return this.#letInByPassword(session, hello, hello.password);
    }
    const bearer = { identity: newIdentity(), device: newDevice() };
    this.#letIn(session, { ...hello, resume: undefined }, bearer, { isKnown: false });
  }

  #letInByLink(session: Session, hello: Hello, code: string): void {
    const identity = this.options.accountDesk.takeLink(code, session);
    if (identity !== undefined) this.#letInAs(session, hello, identity);
  }

  /** Nobody learns which nicks there are, or which have a password. */
  async #letInByPassword(session: Session, hello: Hello, password: string): Promise<void> {
    this.#busy.add(session);
    const account = await this.options.accountDesk.accountOf(hello.nick, password, session);
    this.#busy.delete(session);
    if (!session.isEnding && account !== undefined) this.#letInAs(session, hello, account.identity);
  }

  /** On a new device, under the nick that the person has unless it is here under another. */
  #letInAs(
    session: Session,
    hello: Hello,
    identity: string,
    nick = this.#nickOf(identity, hello),
  ): void {
    const bearer = { identity, device: newDevice() };
    const proof = { isKnown: true, isNewDevice: true };
    this.#letIn(session, { ...hello, nick, resume: undefined }, bearer, proof);
  }

  #nickOf(identity: string, hello: Hello): string {
    const { chat: { accounts, members } } = this.options;
    return members.get(identity)?.nick ?? accounts.get(identity)?.nick ?? hello.nick;
  }

  #letIn(
    session: Session,
    hello: Hello,
    { identity, device }: Bearer,
    proof: Pick<EnterRequest, "isKnown" | "isNewDevice">,
  ): void {
    const { persons, hosts, participants, secrets, chat } = this.options;
    const { nick, rooms, resume = new Map(), agent, unattended: isUnattended } = hello;
    const { user, realName, bot: isBot, away } = hello;
    const { invite, hasServerPassword } = hello;
    const isInvited = invite !== undefined && chat.server.lockedAt !== undefined;
    const inviteHash = isInvited ? secrets.inviteHash(invite, session) : undefined;
    if (isInvited && inviteHash === undefined) return;
    const here = participants.get(identity);
    if (here?.floodGuard !== undefined && !session.continues(here.floodGuard)) return;
    session.device = device;
    session.id = hello.session ?? newIdentity();
    const keepsOthers = hello.session !== undefined || session.login !== undefined;
    const isLoggedIn = session.login === undefined ? undefined : true;
    const others = { keepsOthers, isUnattended, isLoggedIn, away };
    const { peer: { address, isExempt, encryption }, keepsToken } = session;
    const from = { address, isExempt, encryption, host: hosts.of(address) };
    const told = { agent, user, realName, isBot };
    const about = { ...told, ...from, device: keepsToken ? device : undefined, ...proof };
    const person = persons.of(identity);
    const asked = {
      type: "enter",
      nick,
      person,
      rooms,
      resume,
      ...about,
      ...others,
      ...{ hasServerPassword, inviteHash },
    } as const;
    this.enter(identity, asked, session);
  }
}
