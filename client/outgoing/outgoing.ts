import {
  type CommandMessage,
  defaultRoom,
  type ErrorMessage,
  type SaidMessage,
  type SayMessage,
  type ServerMessage,
} from "../../protocol.ts";
import { setNewest } from "../../helpers/set_newest.ts";
import { fitsInFrame } from "../../wire/native_client.ts";
import type { PendingMessage } from "../chat_client.ts";
import { ClientError } from "../client_error.ts";
import { retryWaitMs } from "../connection/backoff.ts";
import { randomId } from "../random_id.ts";

/** What goes out in order. */
export type OutgoingMessage = SayMessage | CommandMessage;

interface OutgoingCommand {
  /** Where it belongs among all that goes out. */
  readonly order: number;
  readonly message: CommandMessage & { readonly id: string };
}

interface Unacknowledged {
  readonly order: number;
  readonly message: PendingMessage;
  readonly resolve: (echo: SaidMessage) => void;
  readonly reject: (error: ClientError) => void;
}

/** Sent commands that a `rate_limited` is still looked for; after them the oldest are forgotten. */
const maxSentCommands = 1000;

/**
 * What was said and is not acknowledged yet, and the commands behind it. One thing said at a time is on its
 * way, so that what the server refuses for its rate is said again before what came after it, and over
 * reconnections nothing changes places. A command is done once it is sent, since most have no answer that
 * names them; one that the server refuses for its rate is sent again, and may come after what was sent right
 * behind it. At the bound both are refused with `too_many_pending`.
 */
export class Outgoing {
  #closedWith: ClientError | undefined;
  readonly #pending: (Unacknowledged | OutgoingCommand)[] = [];
  /** The first that is said of what is pending is sent and not answered. */
  #isSaying = false;
  readonly #sentCommands = new Map<string, OutgoingCommand>();
  #orders = 0;
  /** Sends on the connection there is; undefined while there is none. */
  #send: ((message: OutgoingMessage) => void) | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #flushed: PromiseWithResolvers<void> | undefined;

  constructor(private readonly maxPending: number = 1000) {}

  /** What was said and is not acknowledged yet, oldest first. */
  get pending(): readonly PendingMessage[] {
    return this.#pending.filter(isSaid).map(({ message }) => message);
  }

  /** Resolves with the server's echo. Rejects with a `ClientError`: the message was not said. */
  async say(said: SayMessage): Promise<SaidMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<SaidMessage>();
    this.#add({ message: { ...said, id: randomId() }, resolve, reject });
    return await promise;
  }

  /**
   * Runs a command once all is said that came before it. Gives the `id` that its answers will have. Throws a `ClientError`
   * if it cannot wait for that.
   */
  run(command: Omit<CommandMessage, "id">): string {
    const id = randomId();
    this.#add({ message: { ...command, id } });
    return id;
  }

  /**
   * There is a connection, to a server with these features: what was not acknowledged is said again, under the
   * same `id`.
   */
  connected(send: (message: OutgoingMessage) => void, features: readonly string[] = []): void {
    const adapt = features.includes("say.person")
      ? (message: OutgoingMessage) => message
      : features.includes("say.to")
      ? withoutPerson
      : withoutSayTo;
    this.#send = (message) => send(adapt(message));
    this.#sendNext();
  }

  disconnected(): void {
    this.#send = undefined;
    this.#isSaying = false;
    this.#sentCommands.clear();
    this.#stopWaiting();
    this.#tellFlushed();
  }

  /** Resolves when nothing is pending, or nothing can be sent because there is no connection. */
  flushed(): Promise<void> {
    this.#flushed ??= Promise.withResolvers();
    const { promise } = this.#flushed;
    this.#tellFlushed();
    return promise;
  }

  /**
   * Looks for the echo or the refusal of what is on its way. True if the message was that, and nobody else
   * need know of a refusal.
   */
  settle(message: ServerMessage): boolean {
    if (!("id" in message) || message.id === undefined) return false;
    const command = this.#sentCommands.get(message.id);
    if (command !== undefined) return this.#answered(command, message);
    const first = this.#pending.find(isSaid);
    if (first?.message.id !== message.id) return false;
    if (message.type === "error") this.#refused(first, message);
    // A notice under the same id is for the speaker, and not the end.
    else if (isEcho(message, first.message)) {
      first.resolve(message);
      this.#settled(first);
    }
    return true;
  }

  /** Nothing more will be sent: what is pending rejects with this. */
  close(error: ClientError): void {
    this.#closedWith = error;
    for (const { reject } of this.#pending.splice(0).filter(isSaid)) reject(error);
    this.disconnected();
  }

  #add(outgoing: Omit<Unacknowledged, "order"> | Omit<OutgoingCommand, "order">): void {
    const { message } = outgoing;
    if (this.#closedWith !== undefined) throw this.#closedWith;
    if (this.#pending.length >= this.maxPending) {
      const problem = `${this.maxPending} messages wait to be said already`;
      throw new ClientError("too_many_pending", problem);
    }
    // A command takes what follows a blank for text, which would go to somebody else.
    if ("to" in message && /^$|\s/.test(message.to)) {
      throw new ClientError("not_said", `Nobody can be called "${message.to}"`, "nick_invalid");
    }
    if (!fitsInFrame(withoutSayTo(message))) {
      throw new ClientError("not_said", "The text is too long for one message", "text_too_long");
    }
    this.#pending.push({ order: this.#orders++, ...outgoing });
    this.#sendNext();
  }

  /** A command that came too fast goes back to its place; all other answers are for who ran it. */
  #answered(command: OutgoingCommand, answer: ServerMessage): boolean {
    this.#sentCommands.delete(command.message.id);
    if (answer.type !== "error" || answer.code !== "rate_limited") return false;
    const index = this.#pending.findIndex(({ order }) => order > command.order);
    this.#pending.splice(index === -1 ? this.#pending.length : index, 0, command);
    this.#sendLater(answer);
    return true;
  }

  #refused(said: Unacknowledged, error: ErrorMessage): void {
    if (error.code === "rate_limited") {
      this.#isSaying = false;
      this.#sendLater(error);
    } else {
      said.reject(new ClientError("not_said", error.message, error.code));
      this.#settled(said);
    }
  }

  #settled(said: Unacknowledged): void {
    this.#pending.splice(this.#pending.indexOf(said), 1);
    this.#isSaying = false;
    this.#sendNext();
  }

  #sendLater(error: ErrorMessage): void {
    this.#stopWaiting();
    this.#retryTimer = setTimeout(() => {
      this.#stopWaiting();
      this.#sendNext();
    }, retryWaitMs(error));
  }

  #stopWaiting(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
  }

  /** Sends commands up to the next thing to be said, and that, unless one is on its way already. */
  #sendNext(): void {
    while (this.#send !== undefined && this.#retryTimer === undefined) {
      const [first] = this.#pending;
      if (first === undefined || (this.#isSaying && isSaid(first))) break;
      if (isSaid(first)) this.#isSaying = true;
      else {
        this.#pending.shift();
        setNewest(this.#sentCommands, first.message.id, first, maxSentCommands);
      }
      this.#send(first.message);
    }
    this.#tellFlushed();
  }

  #tellFlushed(): void {
    if (this.#send !== undefined && this.#pending.length > 0) return;
    this.#flushed?.resolve();
    this.#flushed = undefined;
  }
}

function isSaid(outgoing: Unacknowledged | OutgoingCommand): outgoing is Unacknowledged {
  return "resolve" in outgoing;
}

function isEcho(answer: ServerMessage, said: SayMessage): answer is SaidMessage {
  return answer.type === ("to" in said ? "direct" : "message");
}

/** For a server that goes by nicks alone. */
function withoutPerson(message: OutgoingMessage): OutgoingMessage {
  if (!("toPerson" in message)) return message;
  const { toPerson: _toPerson, ...byNick } = message;
  return byNick;
}

/** For a server that knows no `to` in what is said: the same by a command. */
function withoutSayTo(message: OutgoingMessage): OutgoingMessage {
  if (!("to" in message)) return message;
  const { to, text, kind, id } = message;
  // Behind a newline the text is kept as it is.
  const [name, args] = [kind === "action" ? "describe" : "msg", `${to}\n${text}`];
  return { type: "command", name, args, room: defaultRoom, id };
}
