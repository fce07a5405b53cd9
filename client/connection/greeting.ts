import { type HelloMessage, protocolVersion, type WelcomeMessage } from "../../protocol.ts";
import type { ClientEvent } from "../client_event.ts";
import type { ClientOptions } from "../client_options.ts";
import { numberedNicks } from "./numbered_nicks.ts";
import type { SavedSession } from "../resume/saved_session.ts";

/** Where one is, for a client that comes back. */
export interface Whereabouts {
  /** What one is called since the last welcome. */
  readonly nick: string;
  readonly rooms: readonly string[];
  /** The newest `seq` that was received of each room. */
  readonly seqs: ReadonlyMap<string, number>;
}

/** As whom a client comes in: as it was asked to the first time, and after that as whom it was welcomed last. */
export class Greeting {
  readonly #options: ClientOptions;
  readonly #savedNick: string | undefined;
  #token: string | undefined;
  /** In this run. */
  #welcomed = false;

  /** `saved` is what an earlier run left. */
  constructor(options: ClientOptions, saved: SavedSession | undefined) {
    this.#options = options;
    this.#savedNick = saved?.nick;
    this.#token = saved?.token;
  }

  /** `nextNick` gives another nick to try when one is taken, or undefined to give up. */
  hello(
    { nick, rooms, seqs }: Whereabouts,
  ): { readonly hello: HelloMessage; readonly nextNick: () => string | undefined } {
    const { ifTaken, agent } = this.#options;
    const hello: HelloMessage = {
      type: "hello",
      version: protocolVersion,
      nick: this.#welcomed ? nick : this.#firstNick,
      token: this.#token,
      rooms,
      resume: this.#token === undefined ? undefined : seqs,
      agent,
    };
    const isNumbered = ifTaken === "number" || this.#welcomed;
    return {
      hello,
      nextNick: isNumbered ? numberedNicks(hello.nick, Math.random) : () => undefined,
    };
  }

  /** The answer to the last hello. */
  welcomed(welcome: WelcomeMessage): Extract<ClientEvent, { type: "connected" }> {
    const again = this.#welcomed;
    const resumed = welcome.token === this.#token;
    const forgotten = this.#token !== undefined && !resumed;
    this.#welcomed = true;
    this.#token = welcome.token;
    return { type: "connected", welcome, again, resumed, forgotten };
  }

  get #firstNick(): string {
    const { nick, ifTaken } = this.#options;
    return ifTaken === "number" ? this.#savedNick ?? nick : nick;
  }
}
