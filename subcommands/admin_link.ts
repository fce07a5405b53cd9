import { retryWaitMs } from "../client/connection/backoff.ts";
import { Connection } from "../client/connection/connection.ts";
import { delay } from "../helpers/delay.ts";
import { LineTransport } from "../net/line_transport.ts";
import type { LocalConnection } from "../net/local_socket.ts";
import {
  type ByeMessage,
  type CommandSummary,
  defaultRoom,
  limits,
  protocolVersion,
  type ServerMessage,
  type WelcomeMessage,
} from "../protocol.ts";
import { operatorNick } from "../server/operator/operator.ts";

export interface AdminLinkOptions {
  /** Nothing but answers is wanted, and no question whether to stop. */
  readonly answersOnly: boolean;
  readonly onMessage: (message: ServerMessage) => void;
}

/** A command that `AdminLink.run` has sent. */
interface Running {
  readonly commandId: string;
  readonly pingId: string;
  isRefused: boolean;
  /** Milliseconds until it may be said again. */
  retryAfterMs?: number;
  readonly done: PromiseWithResolvers<void>;
}

/** A connection to a server's admin socket. */
export class AdminLink implements Disposable {
  /** Resolves when the server has ended it or it is lost, with the server's last word. */
  readonly ended: Promise<ByeMessage | undefined>;
  readonly #abort = new AbortController();
  #running: Running | undefined;
  #count = 0;

  private constructor(
    private readonly connection: Connection,
    private readonly welcome: WelcomeMessage,
    private readonly onMessage: (message: ServerMessage) => void,
  ) {
    this.ended = this.#read();
  }

  /** Rejects with `ClientError`. */
  static async open(
    { connection, secret }: LocalConnection,
    { answersOnly, onMessage }: AdminLinkOptions,
  ): Promise<AdminLink> {
    const peer = { address: "this machine" };
    const transport = new LineTransport(connection, {
      peer,
      maxFrameBytes: limits.serverFrameBytes,
    });
    const hello = {
      ...{ type: "hello", version: protocolVersion, nick: operatorNick, token: secret } as const,
      rooms: answersOnly ? [] : undefined,
    };
    const opened = await Connection.open(() => Promise.resolve(transport), () => ({ hello }));
    return new AdminLink(opened.connection, opened.welcome, onMessage);
  }

  get commands(): readonly CommandSummary[] {
    return this.welcome.commands;
  }

  say(text: string): void {
    this.connection.send({ type: "say", room: defaultRoom, text, kind: "text" });
  }

  /** Sends it; the answers come as messages. */
  send(name: string, args: string): void {
    this.connection.send({ type: "command", name, args, room: defaultRoom });
  }

  /**
   * Runs a command, waiting where the server bounds how fast. One at a time. Resolves when all its answers have come;
   * `ended`: the server ended the connection before that.
   */
  async run(name: string, args: string): Promise<"done" | "refused" | "ended"> {
    for (;;) {
      const number = ++this.#count;
      const [commandId, pingId] = [`command ${number}`, `answered ${number}`];
      const running: Running = {
        ...{ commandId, pingId, isRefused: false, done: Promise.withResolvers() },
      };
      this.#running = running;
      this.connection.send({ type: "command", name, args, room: defaultRoom, id: commandId });
      this.connection.send({ type: "ping", id: pingId });
      const isEnd = await Promise.race([
        running.done.promise.then(() => false),
        this.ended.then(() => true),
      ]);
      if (isEnd) return "ended";
      if (running.retryAfterMs === undefined) return running.isRefused ? "refused" : "done";
      await delay(running.retryAfterMs, this.#abort.signal);
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
    this.connection.send({ type: "bye" });
    this.connection.close();
  }

  async #read(): Promise<ByeMessage | undefined> {
    for await (const message of this.connection.messages) {
      if (message.type === "bye") return message;
      if (!this.#settle(message)) this.onMessage(message);
    }
    return undefined;
  }

  /** True for what nobody need be told. */
  #settle(message: ServerMessage): boolean {
    const running = this.#running;
    if (message.type === "pong") {
      if (message.id === running?.pingId) running?.done.resolve();
      return true;
    }
    if (message.type !== "error" || running === undefined) return false;
    const isOfPing = message.id === running.pingId;
    if (message.code === "rate_limited" && isOfPing) {
      void delay(retryWaitMs(message), this.#abort.signal).then(() => {
        if (!this.#abort.signal.aborted) this.connection.send({ type: "ping", id: running.pingId });
      });
    }
    if (isOfPing) return true;
    if (message.id !== undefined && message.id !== running.commandId) return false;
    if (message.code === "rate_limited" && message.retryAfterMs !== undefined) {
      running.retryAfterMs = retryWaitMs(message);
      return true;
    }
    running.isRefused = true;
    return false;
  }
}
