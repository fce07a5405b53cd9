import type {
  ChatClient,
  HistoryOptions,
  PendingMessage,
  ReadPlace,
  SayOptions,
  TypingTarget,
} from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import { EventQueue } from "../../client/connection/event_queue.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import { isSecretSent } from "../../client/secret_commands.ts";
import { ClientState } from "../../client/state.ts";
import {
  directRoom,
  type PageMessage,
  type SaidMessage,
  type ServerMessage,
} from "../../protocol.ts";
import { direct, joined, said, welcome } from "../client/room_messages.ts";

interface Waiting {
  readonly pending: PendingMessage;
  /** Resolves what was promised with the echo. */
  readonly echo: (seq: number) => ServerMessage;
  readonly reject: (error: ClientError) => void;
}

/** A client in the lobby, with a history of its own and nobody to say anything to. */
export class FakeChatClient implements ChatClient {
  readonly state = new ClientState();
  readonly events = new EventQueue<ClientEvent>();
  rooms: readonly string[] = ["lobby"];
  /** What becomes of what is said; where it waits, `echo()` and `refuse()` go on. */
  speech: "refused" | "echoed" | "waits" = "refused";
  roundTripMs: number | undefined;
  unansweredMs: number | undefined;
  /** Who said that, in rooms. */
  speaker: (seq: number) => string = () => "bob";
  /** The `seq`s of what was said in every room, and to ann alone. */
  said: readonly number[] = [];
  /** Whether it waits to connect again. */
  isWaiting = false;
  isConnected = false;
  /** The server is another machine, and the connection not encrypted. */
  exposesSecrets = false;
  /** The nick's, if it has one. */
  password: string | undefined;
  /** What it was told to do. */
  readonly calls: string[] = [];
  /** How far each room is read, as it was told. */
  readonly read = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  /** Of the newest echo; beyond those of the history. */
  #seq = 1_000_000;
  #ids = 0;

  constructor() {
    this.state.apply(welcome());
    this.state.apply(joined());
  }

  get pending(): readonly PendingMessage[] {
    return this.#waiting.map(({ pending }) => pending);
  }

  say(text: string, { room = "lobby", to, kind = "text" }: SayOptions = {}): Promise<SaidMessage> {
    this.calls.push(`say ${to ?? `#${room}`} ${text}`);
    const about = { text, kind, id: `id${++this.#ids}` };
    const { promise, resolve, reject } = Promise.withResolvers<SaidMessage>();
    const from = this.state.nick;
    const echo = (seq: number) => {
      const message = to === undefined
        ? said(seq, { ...about, room, from })
        : direct(seq, { ...about, to, from });
      resolve(message);
      return message;
    };
    const place = to === undefined ? { room } : { to };
    this.#take({ pending: { type: "say", ...place, ...about }, echo, reject });
    return promise;
  }

  /** The server's echo of the oldest that waits: its promise resolves, and it comes as an event. */
  async echo(): Promise<void> {
    const message = this.#waiting.shift()?.echo(++this.#seq);
    if (message !== undefined) await this.happen({ type: "message", message });
  }

  /** The oldest that waits is not said. */
  refuse(error: ClientError = notConnected()): void {
    this.#waiting.shift()?.reject(error);
  }

  /** An event, which the state has already when it comes. */
  async happen(event: ClientEvent): Promise<void> {
    this.state.applyEvent(event);
    await this.events.push(event);
  }

  sendTyping(place: TypingTarget): void {
    this.calls.push(`typing ${"to" in place ? place.to : `#${place.room}`}`);
  }

  allowExposure(): void {
    this.exposesSecrets = false;
  }

  runCommand(name: string, args: string): string {
    if (!this.isConnected) throw notConnected();
    if (this.exposesSecrets && isSecretSent(name, args)) throw notEncrypted();
    this.calls.push(`run ${name} ${args}`.trimEnd());
    return `id${++this.#ids}`;
  }

  async history(room: string, options: HistoryOptions = {}): Promise<PageMessage> {
    const { seqs, complete } = await this.#page(options);
    if (room !== directRoom) {
      return {
        type: "history",
        room,
        messages: seqs.map((seq) => said(seq, { room, from: this.speaker(seq) })),
        complete,
      };
    }
    return { type: "directs", messages: seqs.map((seq) => direct(seq)), complete };
  }

  readonly toldRead: ReadPlace[] = [];

  tellRead(place: ReadPlace): void {
    this.toldRead.push(place);
  }

  markRead(room: string, seq: number): void {
    this.read.set(room, seq);
  }

  setPassword(password: string, current?: string): Promise<string> {
    if (this.exposesSecrets) return Promise.reject(notEncrypted());
    const code = this.password === current
      ? undefined
      : current === undefined
      ? "password_required"
      : "password_wrong";
    if (code !== undefined) return Promise.reject(new ClientError("refused", `No: ${code}`, code));
    this.password = password;
    return Promise.resolve("Your nick has that password now");
  }

  retryNow(): boolean {
    this.calls.push("retry");
    return this.isWaiting;
  }

  checkNow(): void {
    this.calls.push("check");
  }

  async close(text?: string): Promise<void> {
    this.calls.push(`close ${text}`);
    await this.events.push({ type: "closed" });
    this.events.end();
  }

  #take(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.speech === "refused") this.refuse();
    if (this.speech === "echoed") void this.echo();
  }

  /** As the server pages: the newest, but with `after` alone the oldest. */
  #page(
    { before = Infinity, after, limit = 50 }: HistoryOptions,
  ): Promise<{ readonly seqs: readonly number[]; readonly complete: boolean }> {
    if (this.said.length === 0) return Promise.reject(notConnected());
    const within = this.said.filter((seq) => seq < before && seq > (after ?? 0));
    const isForward = after !== undefined && before === Infinity;
    const seqs = isForward ? within.slice(0, limit) : within.slice(-limit);
    return Promise.resolve({ seqs, complete: seqs.length === within.length });
  }
}

function notEncrypted(): ClientError {
  return new ClientError("not_encrypted", "The connection is not encrypted");
}

function notConnected(): ClientError {
  return new ClientError("not_connected", "There is no connection now");
}
