/**
 * A client without a screen: where the client's parts meet. It connects, comes back by itself when the
 * connection is lost, keeps state, and gives what happens as events. The faces in `ui/` show it.
 */

import { AbsenceNotes } from "./client/conversations/absence_notes.ts";
import type {
  ChatClient,
  ClientOptions,
  CloseOptions,
  HistoryOptions,
  PendingMessage,
  ReadPlace,
  SayOptions,
  TypingTarget,
} from "./client/chat_client.ts";
import { ClientError } from "./client/client_error.ts";
import type { ClientEvent } from "./client/client_event.ts";
import { Connection } from "./client/connection/connection.ts";
import { EventQueue } from "./client/connection/event_queue.ts";
import { type HelloAnswer, HelloBuilder } from "./client/connection/hello_builder.ts";
import { Reconnector } from "./client/connection/reconnector.ts";
import { SecretGuard } from "./client/connection/secret_guard.ts";
import { HistoryRequests } from "./client/resume/history_requests.ts";
import { Outgoing } from "./client/outgoing/outgoing.ts";
import { WaitNotes } from "./client/outgoing/wait_notes.ts";
import { PasswordChange } from "./client/outgoing/password_change.ts";
import { placesOf } from "./client/resume/read_places.ts";
import { ReadTeller } from "./client/resume/read_teller.ts";
import { Resuming } from "./client/resume/resuming.ts";
import { SessionKeeper } from "./client/resume/session_keeper.ts";
import { isSecretSent } from "./client/secret_commands.ts";
import { ClientState } from "./client/state.ts";
import { delay } from "./helpers/delay.ts";
import { within } from "./helpers/within.ts";
import type { OpenTransport, Peer } from "./net/transport.ts";
import {
  type ByeMessage,
  defaultRoom,
  type PageMessage,
  type SaidMessage,
  type ServerMessage,
} from "./protocol.ts";

const byeWithinMs = 3000;
/** The `id` of every typing note: its only answer is a refusal, of which nobody is told. */
const typingId = "typing";

/** `connect` it first; dispose it to leave. */
export class Client implements ChatClient, AsyncDisposable {
  readonly state: ClientState;
  readonly events: EventQueue<ClientEvent> = new EventQueue({
    onConsumed: (event) => this.#consumed(event),
    // Also for what is consumed after the client was closed.
    onDone: () => this.#keeper?.flush(),
  });
  readonly #keeper: SessionKeeper | undefined;
  readonly #readTeller = new ReadTeller();
  readonly #outgoing = new Outgoing();
  readonly #waitNotes = new WaitNotes();
  readonly #absenceNotes = new AbsenceNotes();
  readonly #passwordChange = new PasswordChange();
  readonly #requests = new HistoryRequests();
  readonly #resuming: Resuming;
  readonly #secretGuard: SecretGuard;
  readonly #helloBuilder: HelloBuilder;
  readonly #reconnector: Reconnector;
  readonly #closing = new AbortController();
  /** Of the server, for the next event `connected`. */
  #notes: string[] = [];
  #connection: Connection | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly openTransport: OpenTransport,
    private readonly options: ClientOptions,
  ) {
    const saved = options.storage?.load();
    this.state = new ClientState(saved);
    const rooms = options.rooms ?? saved?.rooms ?? [];
    this.#reconnector = new Reconnector({
      rules: options.retry,
      open: () => this.#open(),
      tell: (event) => this.events.push(event),
      signal: this.#closing.signal,
    });
    this.#secretGuard = new SecretGuard(options.insecure);
    this.#helloBuilder = new HelloBuilder(options, saved, this.#secretGuard);
    this.#resuming = new Resuming(
      this.#requests,
      rooms.length === 0 ? [defaultRoom] : rooms,
      saved?.seqs,
    );
    if (options.storage !== undefined) {
      this.#keeper = new SessionKeeper(options.storage, saved, {
        rooms: this.rooms,
        marksRead: options.marksRead,
        formerNicks: () => this.state.formerNicks.all,
      });
    }
  }

  /**
   * The first connection; later ones the client makes by itself. Resolves with the welcome in the state.
   * Rejects with `ClientError`: `unreachable`; `untrusted`; `refused` with the server's code; `not_encrypted` where a
   * secret would go in the clear. Then it may be called again, with an `answer` to that, or after `allowExposure()`.
   */
  async connect(answer: HelloAnswer = {}): Promise<void> {
    this.#helloBuilder.answer(answer);
    const connection = await this.#open();
    this.#running = this.#run(connection);
    // Whoever closes the client gets the error; until then it is nobody's unhandled rejection.
    this.#running.catch(() => {});
  }

  /** What a person is to be told of a server that refused; else it comes with `connected`. */
  takeNotes(): readonly string[] {
    return this.#notes.splice(0);
  }

  get rooms(): readonly string[] {
    return this.#resuming.rooms;
  }

  get pending(): readonly PendingMessage[] {
    return this.#outgoing.pending;
  }

  get exposesSecrets(): boolean {
    return this.#secretGuard.isExposed;
  }

  allowExposure(): void {
    this.#secretGuard.allow();
  }

  get roundTripMs(): number | undefined {
    return this.#connection?.roundTripMs;
  }

  get unansweredMs(): number | undefined {
    return this.#connection?.unansweredMs;
  }

  say(
    text: string,
    { room = defaultRoom, to, toPerson, kind = "text" }: SayOptions = {},
  ): Promise<SaidMessage> {
    this.#readTeller.attended();
    const target = to === undefined ? { room } : { to, toPerson };
    return this.#outgoing.say({ type: "say", ...target, text, kind });
  }

  sendTyping(target: TypingTarget): void {
    this.#connection?.send({ type: "typing", ...target, id: typingId });
  }

  runCommand(name: string, args: string, room: string = defaultRoom): string {
    if (this.#connection === undefined) {
      throw new ClientError("not_connected", `Cannot run /${name}: there is no connection now`);
    }
    if (isSecretSent(name, args)) this.#secretGuard.check("what goes with that command");
    this.#readTeller.attended();
    return this.#outgoing.run({ type: "command", name, args, room });
  }

  async setPassword(password: string, current?: string): Promise<string> {
    this.#secretGuard.check("your password");
    return await this.#passwordChange.ask(password, current);
  }

  history(room: string, options?: HistoryOptions): Promise<PageMessage> {
    return this.#requests.fetch(room, options);
  }

  markRead(room: string, seq: number): void {
    this.#keeper?.markRead(room, seq);
  }

  tellRead(place: ReadPlace): void {
    if (this.options.tellsRead === true) this.#readTeller.tell(place);
  }

  retryNow(): boolean {
    return this.#reconnector.retryNow();
  }

  checkNow(): void {
    if (!this.retryNow()) this.#connection?.probe();
  }

  async close(text?: string, { atOnce = false }: CloseOptions = {}): Promise<void> {
    // Waits, within a bound, until all is said or the client is closing.
    const bound = delay(byeWithinMs, this.#closing.signal);
    if (!atOnce) await Promise.race([this.#outgoing.flushed(), bound]);
    if (!this.#closing.signal.aborted) {
      this.#closing.abort();
      this.#readTeller.flush();
      this.#connection?.send({ type: "bye", text });
    }
    await within(byeWithinMs, this.#running);
    this.#connection?.close();
    // A consumer that reads no more must not hold up the end.
    this.events.end();
    await this.#running;
    this.#outgoing.close(loggedOut());
    this.#keeper?.flush();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Comes back as often as the connection is lost, until the client is closed or the server sends it away. */
  async #run(first: Connection): Promise<void> {
    let connection = first;
    try {
      for (;;) {
        const connectedAtMs = performance.now();
        const bye = await this.#read(connection);
        this.#reconnector.lost(performance.now() - connectedAtMs);
        this.#disconnected();
        if (bye?.code === "token_revoked") this.#forgetToken();
        const isEnd = this.#closing.signal.aborted ||
          (bye !== undefined && bye.code !== "stopping");
        const next = isEnd ? bye : await this.#reconnector.reconnect(bye);
        if (!(next instanceof Connection)) {
          this.#outgoing.close(loggedOut());
          return await this.events.push({ type: "closed", bye: next });
        }
        connection = next;
      }
    } finally {
      this.events.end();
    }
  }

  /** Receives what the server sends, until the connection ends; gives the `bye` that ended it. */
  async #read(connection: Connection): Promise<ByeMessage | undefined> {
    for await (const message of connection.messages) {
      if (message.type === "bye") return message;
      for (const event of this.#receive(message)) await this.events.push(event);
    }
    return undefined;
  }

  /** Synchronous, so that live messages and the pages around them stay in order. */
  #receive(message: ServerMessage): readonly ClientEvent[] {
    if (this.#passwordChange.settle(message)) return [];
    const known = this.#outgoing.settle(message);
    // The client deals with such a refusal itself.
    if (message.type === "error" && message.id === typingId) return [];
    if (this.#readTeller.settle(message)) return [];
    if (message.type === "error" && known) {
      const note = this.#waitNotes.noteOf(message);
      return note === undefined ? [] : [{ type: "message", message: note }];
    }
    if (this.#absenceNotes.isRepeated(message, performance.now())) return [];
    const events = this.#resuming.receive(message);
    for (const event of events) this.state.applyEvent(event);
    return events;
  }

  #consumed(event: ClientEvent): void {
    this.#keeper?.consumed(event);
    if (this.options.tellsRead !== true || this.options.marksRead === true) return;
    this.#readTeller.shown(placesOf(event, this.state));
  }

  #disconnected(): void {
    this.#connection = undefined;
    this.#readTeller.disconnected();
    this.#outgoing.disconnected();
    this.#passwordChange.disconnected();
    this.#resuming.disconnected();
    this.#requests.disconnected();
  }

  /** Whoever has it is somebody else from now on. */
  #forgetToken(): void {
    this.#helloBuilder.forgetToken();
    this.#keeper?.forget({ isEncrypted: this.#helloBuilder.isEncrypted });
  }

  async #open(): Promise<Connection> {
    const [{ nick }, { rooms, seqs }, { signal }] = [this.state, this.#resuming, this.#closing];
    const hellosTo = (peer: Peer) => this.#helloBuilder.build({ nick, rooms, seqs }, peer);
    const { connectWithinMs } = this.options;
    const { connection, welcome } = await Connection.open(this.openTransport, hellosTo, {
      ...{ signal, connectWithinMs },
      tell: (note) => this.#notes.push(note),
    }).catch((error: unknown) => {
      if (!(error instanceof ClientError)) throw error;
      if (error.serverCode === "token_revoked") this.#forgetToken();
      throw this.#helloBuilder.explain(error);
    });
    const notes = this.takeNotes();
    const greeted = this.#helloBuilder.welcomed(welcome, connection.peer);
    const connected = { ...greeted, ...notes.length > 0 && { notes } };
    this.#connection = connection;
    this.#passwordChange.connected((request) => connection.send(request));
    this.#requests.connected((request) => connection.send(request));
    this.#resuming.connected(connected);
    this.#readTeller.connected((read) => connection.send(read), connected);
    this.state.applyEvent(connected);
    await this.events.push(connected);
    this.#outgoing.connected((message) => connection.send(message), welcome.features);
    return connection;
  }
}

function loggedOut(): ClientError {
  return new ClientError("closed", "The client has logged out");
}
