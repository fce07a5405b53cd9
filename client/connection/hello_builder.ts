import { type HelloMessage, limits, protocolVersion, type WelcomeMessage } from "../../protocol.ts";
import type { ConnectedEvent } from "../client_event.ts";
import type { ClientOptions } from "../chat_client.ts";
import type { SavedSession } from "../resume/saved_session.ts";

const maxNumbered = 20;
/** Up to it nicks are counted; beyond, the number is any of three digits, so that a whole class finds nicks soon. */
const lastCounted = 9;

/** Says as whom a client comes in: as it was asked to the first time, and after that as whom it was welcomed last. */
export class HelloBuilder {
  #token: string | undefined;
  /** In this run. */
  #welcomed = false;

  /** `saved` is what an earlier run left. */
  constructor(
    private readonly options: ClientOptions,
    private readonly saved: SavedSession | undefined,
  ) {
    this.#token = saved?.token;
  }

  /**
   * `nick`: of the last welcome; `rooms` and `seqs`: where one is, and how far each is received. `nextNick` gives another
   * nick to try when one is taken, or undefined to give up.
   */
  build(
    { nick, rooms, seqs }: Pick<HelloMessage, "nick" | "rooms"> & {
      readonly seqs: ReadonlyMap<string, number>;
    },
  ): { readonly hello: HelloMessage; readonly nextNick: () => string | undefined } {
    const { ifTaken, agent } = this.options;
    const mayNumber = ifTaken === "number";
    const firstNick = (mayNumber ? this.saved?.nick : undefined) ?? this.options.nick;
    const hello: HelloMessage = {
      type: "hello",
      version: protocolVersion,
      nick: this.#welcomed ? nick : firstNick,
      token: this.#token,
      rooms,
      resume: this.#token === undefined ? undefined : seqs,
      agent,
    };
    const others = numberedNicks(hello.nick, Math.random);
    const isNumbered = mayNumber || this.#welcomed;
    return { hello, nextNick: () => isNumbered ? others.next().value : undefined };
  }

  /** The answer to the last hello. */
  welcomed(welcome: WelcomeMessage): ConnectedEvent {
    const again = this.#welcomed;
    const resumed = welcome.token === this.#token;
    const forgotten = this.#token !== undefined && !resumed;
    this.#welcomed = true;
    this.#token = welcome.token;
    return { type: "connected", welcome, again, resumed, forgotten };
  }
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
