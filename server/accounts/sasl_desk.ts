import { Buffer } from "node:buffer";
import { nickKeys, normalizeNick } from "../../chat/people/nick.ts";
import { limits, type SaslRequest } from "../../protocol.ts";
import type { Account, ScramKeys } from "../../records.ts";
import type { ChatState } from "../chat_state.ts";
import { refuse } from "../refuse.ts";
import type { Session } from "../sessions/session.ts";
import type { AccountDesk } from "./account_desk.ts";
import type { LoginDesk } from "./login_desk.ts";
import {
  beginScram,
  feignedKeys,
  finishScram,
  readClientFirst,
  type ScramExchange,
} from "./scram.ts";

export const saslMechanisms = ["PLAIN", "SCRAM-SHA-256"] as const;
type Mechanism = (typeof saslMechanisms)[number];

/** After so long an exchange is over that has not come to its end. */
const exchangeForMs = 30_000;

/** What the client is to send next, and what is known by then. */
type Step =
  | { readonly type: "first"; readonly mechanism: Mechanism }
  | {
    readonly type: "proof";
    readonly exchange: ScramExchange;
    readonly keys: ScramKeys;
    readonly account: Account | undefined;
  }
  /** Nothing, as a word that it has seen the server's proof. */
  | { readonly type: "done"; readonly account: Account };

export interface SaslDeskOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  readonly loginDesk: LoginDesk;
  /** The store's: of it comes what is told in place of a salt where there is no account. */
  readonly tokenKey: Uint8Array;
  /** Never goes back. */
  readonly monotonicMs: () => number;
}

/** Logs in by the mechanisms of SASL (RFC 4422), in as many steps as they have; one exchange at a time of a session. */
export class SaslDesk {
  readonly #steps = new WeakMap<Session, { readonly step: Step; readonly endsAtMs: number }>();

  constructor(private readonly options: SaslDeskOptions) {}

  /** Resolves when it is answered. Never rejects. */
  async take(session: Session, asked: SaslRequest): Promise<void> {
    const { id, mechanism, data } = asked;
    const step = this.#takeStep(session);
    if (asked.abort === true) return refuse(session, "login_aborted", "Given up", { id });
    if (this.options.loginDesk.isRefused(session, id)) return;
    if (mechanism !== undefined) return await this.#begin(session, mechanism, asked);
    if (step === undefined) {
      const message = "No exchange is under way, or it took too long: name a mechanism";
      return refuse(session, "login_aborted", message, { id });
    }
    const bytes = decodeBase64(data ?? "");
    if (bytes === undefined) return refuse(session, "bad_field", `"data" is not base64`, { id });
    await this.#go(session, step, bytes, id);
  }

  async #begin(session: Session, name: string, { data, id }: SaslRequest): Promise<void> {
    const mechanism = saslMechanisms.find((each) => each === name.toUpperCase());
    if (mechanism === undefined) {
      const message = `There is no such mechanism, only ${saslMechanisms.join(" and ")}`;
      return refuse(session, "mechanism_unknown", message, { id });
    }
    this.#await(session, { type: "first", mechanism });
    if (data !== undefined) return await this.take(session, { type: "sasl", data, id });
    session.recipient.send({ type: "sasl", data: "", id });
  }

  async #go(session: Session, step: Step, bytes: Uint8Array, id?: string): Promise<void> {
    const { accountDesk, loginDesk } = this.options;
    switch (step.type) {
      case "first": {
        if (step.mechanism === "SCRAM-SHA-256") return this.#beginScram(session, bytes, id);
        const given = readPlain(bytes);
        if (given === undefined) return refuse(session, "bad_field", notPlain, { id });
        const account = await accountDesk.accountOf(given.name, given.password, session, id);
        if (account !== undefined) await loginDesk.admit(session, account, id);
        return;
      }
      case "proof":
        return this.#finishScram(session, step, bytes, id);
      case "done":
        return await loginDesk.admit(session, step.account, id);
      default:
        return step satisfies never;
    }
  }

  #beginScram(session: Session, bytes: Uint8Array, id: string | undefined): void {
    const { chat, tokenKey } = this.options;
    const first = readClientFirst(decodeText(bytes) ?? "");
    if (first === undefined) {
      const message = "That is no first message of SCRAM without channel binding";
      return refuse(session, "bad_field", message, { id });
    }
    const account = chat.accounts.lookUp(first.name);
    const keys = account?.password?.scram ?? feignedKeys(tokenKey, first.name);
    const exchange = beginScram(first, keys);
    this.#await(session, { type: "proof", exchange, keys, account });
    session.recipient.send({ type: "sasl", data: encodeBase64(exchange.serverFirst), id });
  }

  #finishScram(
    session: Session,
    { exchange, keys, account }: Extract<Step, { type: "proof" }>,
    bytes: Uint8Array,
    id: string | undefined,
  ): void {
    const { accountDesk, chat } = this.options;
    const proof = finishScram(exchange, keys, decodeText(bytes) ?? "");
    const [key = ""] = nickKeys(normalizeNick(exchange.first.name) ?? "");
    // It may have been changed, or taken off, meanwhile.
    const now = account && chat.accounts.get(account.identity);
    const isRight = proof !== undefined && now?.password?.scram === keys;
    if (!accountDesk.judge(key, session, isRight, { ...notProved, id })) return;
    if (now === undefined || proof === undefined) return;
    this.#await(session, { type: "done", account: now });
    session.recipient.send({ type: "sasl", data: encodeBase64(proof), id });
  }

  #await(session: Session, step: Step): void {
    const endsAtMs = this.options.monotonicMs() + exchangeForMs;
    this.#steps.set(session, { step, endsAtMs });
  }

  #takeStep(session: Session): Step | undefined {
    const { step, endsAtMs = 0 } = this.#steps.get(session) ?? {};
    this.#steps.delete(session);
    return this.options.monotonicMs() < endsAtMs ? step : undefined;
  }
}

const notPlain = "That is no message of PLAIN: a name and a password, with a NUL before each";
const notProved = {
  code: "password_wrong",
  message: "The password is wrong, or the account has none that SCRAM-SHA-256 can use: try PLAIN",
} as const;

/** Undefined for what is none, or is to act as somebody else (RFC 4616). */
function readPlain(bytes: Uint8Array): { name: string; password: string } | undefined {
  const parts = decodeText(bytes)?.split("\0") ?? [];
  const [as = "", name = "", password = ""] = parts;
  if (parts.length !== 3 || name === "" || password === "") return undefined;
  if (as !== "" && as !== name) return undefined;
  return Buffer.byteLength(password) > limits.secretBytes ? undefined : { name, password };
}

/** Undefined for what is not UTF-8. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined for what is not base64 (RFC 4648, 4). */
function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

function encodeBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}
