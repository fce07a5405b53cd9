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
import { randomId } from "../random_id.ts";
import type { SavedSession } from "../resume/saved_session.ts";

const maxNumbered = 20;
/** Up to it nicks are counted; beyond, the number is any of three digits, so that a whole class finds nicks soon. */
const lastCounted = 9;

/** What else to come in with, after a hello was refused. */
export interface HelloAnswer extends HelloSecrets {
  /** Any nick will do. */
  readonly anotherNick?: boolean;
}

/** What to say first, and what instead where that is refused; undefined: nothing. */
export interface Hellos {
  readonly hello: HelloMessage;
  readonly nextHello: (refusal: ErrorMessage) => HelloMessage | undefined;
}

/** Of these codes a nick is that somebody else has. */
const nickCodes: ReadonlySet<string> = new Set([
  "nick_taken",
  "nick_reserved",
  "password_required",
]);

/** Says as whom a client comes in: as it was asked to the first time, and after that as whom it was welcomed last. */
export class HelloBuilder {
  readonly #session = randomId();
  #token: string | undefined;
  #secrets: HelloSecrets;
  #mayNumber: boolean;
  /** The last hello came with what may make one somebody else than the token does, and so without that. */
  #isWithoutToken = false;
  /** In this run. */
  #welcomed = false;

  /** `saved` is what an earlier run left. */
  constructor(
    private readonly options: ClientOptions,
    private readonly saved: SavedSession | undefined,
  ) {
    this.#token = saved?.token;
    this.#secrets = options.secrets ?? {};
    this.#mayNumber = options.ifTaken === "number";
  }

  answer({ anotherNick = false, ...secrets }: HelloAnswer): void {
    this.#secrets = { ...this.#secrets, ...secrets };
    this.#mayNumber ||= anotherNick;
  }

  /** It counts no more. */
  forgetToken(): void {
    this.#token = undefined;
  }

  /** `nick`: of the last welcome; `rooms` and `seqs`: where one is, and how far each is received. */
  build(
    { nick, rooms, seqs }: Pick<HelloMessage, "nick" | "rooms"> & {
      readonly seqs: ReadonlyMap<string, number>;
    },
  ): Hellos {
    const { serverPassword, link, invite } = this.#secrets;
    let { password } = this.#secrets;
    const isNumbered = this.#mayNumber || this.#welcomed;
    const firstNick = (this.#mayNumber ? this.saved?.nick : undefined) ?? this.options.nick;
    this.#isWithoutToken = link !== undefined;
    const token = this.#isWithoutToken ? undefined : this.#token;
    const hello: HelloMessage = {
      type: "hello",
      version: protocolVersion,
      nick: this.#welcomed ? nick : firstNick,
      token,
      rooms,
      resume: token === undefined ? undefined : seqs,
      agent: this.options.agent,
      session: this.#session,
      unattended: this.options.unattended,
      ...given({ serverPassword, link, invite }),
    };
    const others = numberedNicks(hello.nick, Math.random);
    const nextHello = (refusal: ErrorMessage): HelloMessage | undefined => {
      if (!nickCodes.has(refusal.code)) return undefined;
      if (password !== undefined) {
        const withPassword = { ...hello, token: undefined, resume: undefined, password };
        this.#isWithoutToken = true;
        password = undefined;
        return withPassword;
      }
      const nick = isNumbered ? others.next().value : undefined;
      return nick === undefined ? undefined : { ...hello, nick };
    };
    return { hello, nextHello };
  }

  /** The answer to the last hello. */
  welcomed(welcome: WelcomeMessage): ConnectedEvent {
    const again = this.#welcomed;
    const resumed = welcome.token === this.#token;
    const forgotten = this.#token !== undefined && !resumed && !this.#isWithoutToken;
    this.#welcomed = true;
    this.#token = welcome.token;
    // From now on the token says who one is; a code is good for once.
    const { serverPassword } = this.#secrets;
    this.#secrets = { serverPassword };
    return { type: "connected", welcome, again, resumed, forgotten };
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
