import {
  type ErrorMessage,
  type HelloMessage,
  type HelloSecrets,
  limits,
  protocolVersion,
  type WelcomeMessage,
} from "../../protocol.ts";
import type { ConnectedEvent } from "../client_event.ts";
import type { ClientOptions } from "../chat_client.ts";
import { ClientError } from "../client_error.ts";
import type { Peer } from "../../net/transport.ts";
import { randomId } from "../random_id.ts";
import type { SavedSession } from "../resume/saved_session.ts";
import { OwnTokens } from "./own_tokens.ts";
import { SecretGuard } from "./secret_guard.ts";

const maxNumbered = 20;
/** Up to it nicks are counted; beyond, the number is any of three digits, so that a whole class finds nicks soon. */
const lastCounted = 9;

/** What else to come in with, after a hello was refused. */
export interface HelloAnswer extends HelloSecrets {
  /** Any nick will do. */
  readonly anotherNick?: boolean;
}

/** What to say first, and what instead where that is refused; undefined, or absent: nothing. */
export interface Hellos {
  readonly hello: HelloMessage;
  readonly nextHello?: (refusal: ErrorMessage) => HelloMessage | undefined;
}

/** Of these codes a nick is that somebody else has. */
const nickCodes: ReadonlySet<string> = new Set([
  "nick_taken",
  "nick_reserved",
  "password_required",
]);

/** Why a person is somebody else on such a connection. */
export const withheldReason =
  "This connection is not encrypted, and who you are is kept for an encrypted one";

/** Says as whom a client comes in: as it was asked to the first time, and after that as whom it was welcomed last. */
export class HelloBuilder {
  readonly #session = randomId();
  readonly #tokens: OwnTokens;
  /** The `seqs` that `build()` is given are of whoever has it. */
  #seqsToken: string | undefined;
  #secrets: HelloSecrets;
  #mayNumber: boolean;
  /** The token that the last hello came with; undefined where a code or a password said who one is. */
  #sentToken: string | undefined;
  #isWithheld = false;
  #isEncrypted = false;
  /** In this run. */
  #welcomed = false;

  /** `saved` is what an earlier run left. */
  constructor(
    private readonly options: ClientOptions,
    private readonly saved: SavedSession | undefined,
    private readonly secretGuard: SecretGuard = new SecretGuard(options.insecure),
  ) {
    this.#tokens = new OwnTokens(saved);
    this.#seqsToken = saved?.token;
    this.#secrets = options.secrets ?? {};
    this.#mayNumber = options.ifTaken === "number";
  }

  answer({ anotherNick = false, ...secrets }: HelloAnswer): void {
    this.#secrets = { ...this.#secrets, ...secrets };
    this.#mayNumber ||= anotherNick;
  }

  /** The server knows the token no more that goes over connections like the last, encrypted or not. */
  forgetToken(): void {
    this.#tokens.forget(this.#isEncrypted);
  }

  /**
   * For `peer`. `nick`: of the last welcome; `rooms` and `seqs`: where one is, and how far each is received. Throws
   * `ClientError` `not_encrypted`, as `nextHello` does, where a secret is not to go there.
   */
  build(
    { nick, rooms, seqs }: Pick<HelloMessage, "nick" | "rooms"> & {
      readonly seqs: ReadonlyMap<string, number>;
    },
    peer: Peer,
  ): Required<Hellos> {
    this.#isEncrypted = peer.encryption !== undefined;
    this.secretGuard.connectedTo(peer);
    let { password, ...secrets } = this.#secrets;
    this.#check(secrets);
    const isNumbered = this.#mayNumber || this.#welcomed;
    const firstNick = (this.#mayNumber ? this.saved?.nick : undefined) ?? this.options.nick;
    const isLinked = secrets.link !== undefined;
    const token = isLinked ? undefined : this.#tokens.toSend(this.#isEncrypted);
    this.#sentToken = token;
    this.#isWithheld = !isLinked && this.#tokens.isWithheld(this.#isEncrypted);
    const hello: HelloMessage = {
      type: "hello",
      version: protocolVersion,
      nick: this.#welcomed ? nick : firstNick,
      token,
      rooms,
      resume: token === undefined || token !== this.#seqsToken ? undefined : seqs,
      agent: this.options.agent,
      session: this.#session,
      unattended: this.options.unattended,
      ...given(secrets),
    };
    const others = numberedNicks(hello.nick, Math.random);
    const nextHello = (refusal: ErrorMessage): HelloMessage | undefined => {
      if (!nickCodes.has(refusal.code)) return undefined;
      if (password !== undefined) {
        this.#check({ password });
        const withPassword = { ...hello, token: undefined, resume: undefined, password };
        this.#sentToken = undefined;
        this.#isWithheld = false;
        password = undefined;
        return withPassword;
      }
      const nick = isNumbered ? others.next().value : undefined;
      return nick === undefined ? undefined : { ...hello, nick };
    };
    return { hello, nextHello };
  }

  /** Whether the connection is that the last hello was for. */
  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** The refusal of the last hello, with what the server cannot know: that a token was withheld. */
  explain(refusal: ClientError): ClientError {
    const { code, message, serverCode = "" } = refusal;
    if (!this.#isWithheld || !nickCodes.has(serverCode)) return refusal;
    return new ClientError(code, `${message}. ${withheldReason}`, serverCode);
  }

  /** `peer` has answered the last hello, which was for it. */
  welcomed(welcome: WelcomeMessage, peer: Peer): ConnectedEvent {
    const again = this.#welcomed;
    const { token } = welcome;
    const isKnown = token === this.#sentToken;
    const resumed = isKnown && token === this.#seqsToken;
    const forgotten = !isKnown && this.#sentToken !== undefined;
    this.#welcomed = true;
    this.#seqsToken = token;
    this.#tokens.keep(token, this.#isEncrypted);
    // From now on the token says who one is; a code is good for once.
    const { serverPassword } = this.#secrets;
    this.#secrets = { serverPassword };
    const withheld = this.#isWithheld;
    return { type: "connected", welcome, again, resumed, forgotten, withheld, peer };
  }

  /** Throws `not_encrypted` where one of them could be read on the way. */
  #check(secrets: HelloSecrets): void {
    const { password, serverPassword, link, invite } = secrets;
    const { areCodesExposed = false } = this.options;
    if (password !== undefined) this.secretGuard.check("the password of your nick");
    if (serverPassword !== undefined) this.secretGuard.check("the server's password");
    if (areCodesExposed) return;
    if (link !== undefined) this.secretGuard.check("the code that makes this device yours");
    if (invite !== undefined) this.secretGuard.check("the code of the invitation");
  }
}

/** Without what is undefined. */
function given(secrets: HelloSecrets): HelloSecrets {
  return Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== undefined));
}

/** What to try when a nick is taken: `ann2`, `ann3`, ... `ann571`. `random` is from 0 to below 1. */
export function* numberedNicks(nick: string, random: () => number): Generator<string, undefined> {
  const stem = nick.replace(/\d+$/, "") || nick;
  for (let number = 2; number < 2 + maxNumbered; number++) {
    const suffix = String(number <= lastCounted ? number : 100 + Math.floor(random() * 900));
    const candidate = [...stem].slice(0, limits.nickLength - suffix.length).join("") + suffix;
    if (candidate !== nick) yield candidate;
  }
}
