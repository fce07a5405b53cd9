import type { CloseOptions } from "../../../client/chat_client.ts";
import { ClientError } from "../../../client/client_error.ts";
import type { HelloAnswer } from "../../../client/connection/hello_builder.ts";
import { reasonOf } from "../../../helpers/reason_of.ts";
import { Observable } from "../parts/observable.ts";

/** What is asked for beside a nick, since the server wants it. */
export type Wanted = "nickPassword" | "serverPassword";

/** A client that is not in yet. */
export interface Newcomer {
  connect(answer?: HelloAnswer): Promise<void>;
  allowExposure(): void;
  close(text?: string, options?: CloseOptions): Promise<void>;
}

export interface EntranceState {
  readonly isBusy: boolean;
  /** What is asked for; undefined at first. */
  readonly wanted?: Wanted;
  /** Why the last try failed, for a person. */
  readonly problem?: string;
  /** A secret was not sent, since others can read it on the way: whether it is to be sent is asked. */
  readonly isExposed?: boolean;
  /** It is somebody's, perhaps another's: whether to come in with a number behind it is asked. */
  readonly isTaken?: boolean;
}

const takenCodes: ReadonlySet<string> = new Set([
  "nick_taken",
  "nick_reserved",
  "password_required",
]);

/** By the server's code: what to ask for. */
const wantedByCode: ReadonlyMap<string, Wanted> = new Map([
  ["nick_reserved", "nickPassword"],
  ["password_required", "nickPassword"],
  ["password_wrong", "nickPassword"],
  ["server_locked", "serverPassword"],
]);

/** How one comes in: tries, and asks for what the server wants to be given. */
export class Entrance<Client extends Newcomer> {
  readonly state: Observable<EntranceState> = new Observable({ isBusy: false });
  /** Of the nick that was tried last: another nick is another client. */
  #tried: { readonly nick: string; readonly client: Client } | undefined;

  constructor(private readonly createClient: (nick: string) => Client) {}

  /**
   * Comes in with a nick and what was asked for. Gives the client once it is in; undefined where it is not, and the state
   * tells why.
   */
  async enter(nick: string, secret?: string): Promise<Client | undefined> {
    const { wanted } = this.state.value;
    const isNew = this.#tried?.nick !== nick;
    if (isNew) this.#tried = { nick, client: this.createClient(nick) };
    const answer =
      wanted === undefined || secret === undefined || isNew && wanted === "nickPassword"
        ? {}
        : wanted === "serverPassword"
        ? { serverPassword: secret }
        : { password: secret };
    return await this.#try(answer);
  }

  /** The person wants a secret to be sent though others can read it. */
  async enterExposed(): Promise<Client | undefined> {
    this.#tried?.client.allowExposure();
    return await this.#try({});
  }

  /** The person takes the nick with a number behind it. */
  async enterNumbered(): Promise<Client | undefined> {
    return await this.#try({ anotherNick: true });
  }

  /** Comes in no more, for now. */
  cancel(): void {
    void this.#tried?.client.close(undefined, { atOnce: true });
    this.#tried = undefined;
    this.state.value = { isBusy: false };
  }

  async #try(answer: HelloAnswer): Promise<Client | undefined> {
    const client = this.#tried?.client;
    if (client === undefined) return undefined;
    const { wanted } = this.state.value;
    this.state.value = { isBusy: true, wanted };
    try {
      await client.connect(answer);
      this.state.value = { isBusy: false };
      return client;
    } catch (error) {
      if (this.#tried?.client !== client) return undefined;
      this.state.value = { isBusy: false, ...refusal(error, wanted) };
      return undefined;
    }
  }
}

function refusal(error: unknown, wanted: Wanted | undefined): Omit<EntranceState, "isBusy"> {
  const problem = reasonOf(error);
  if (!(error instanceof ClientError)) return { problem, wanted };
  if (error.code === "not_encrypted") return { problem, wanted, isExposed: true };
  const code = error.serverCode ?? "";
  const isTaken = takenCodes.has(code);
  return { problem, wanted: wantedByCode.get(code) ?? wanted, ...isTaken && { isTaken } };
}
