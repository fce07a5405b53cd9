import { explainCommand } from "../../helpers/commands.ts";
import { sameNick } from "../../helpers/text/nicks.ts";
import {
  type ClientMessage,
  type DirectMessage,
  type DirectPage,
  type ErrorMessage,
  limits,
  type RoomMessage,
  type ServerMessage,
  type WelcomeMessage,
} from "../../protocol.ts";
import type { Codec, CodecContext, Encoder, OwnCopy } from "../dialect.ts";
import type { Answer } from "./answer.ts";
import { ComingIn } from "./coming_in.ts";
import { encoderFor } from "./encoders.ts";
import { dayLine, linesOf, type Look, note } from "./format.ts";
import { greeting } from "./greeting.ts";
import { ownCommands, Talking } from "./talking.ts";
import { readTelnetCommands, telnet } from "./telnet_commands.ts";
import { TelnetOptions } from "./telnet_options.ts";

const decoder = new TextDecoder();
const [lineFeed, slash, endOfTransmission] = [0x0a, 0x2f, 0x04];

/** One person at `nc` or telnet, or a script. A frame is one of a `TelnetSplitter`. */
export class TextCodec implements Codec {
  encoder: Encoder;
  readonly #telnet = new TelnetOptions();
  readonly #talking: Talking;
  /** Undefined once the person is in. */
  #comingIn: ComingIn | undefined;
  #isGuest = false;
  /** That what is typed is seen. */
  #hasWarned = false;
  /** It said that it goes. */
  #isQuitting = false;
  /** When the day ends that was told last; undefined while nobody is in. */
  #dayEndsMs: number | undefined;

  constructor(private readonly context: CodecContext) {
    const session = crypto.randomUUID();
    this.#talking = new Talking(session);
    this.#comingIn = new ComingIn({
      session,
      isAsked: context.isGreeted,
      guestNick: () => this.#guestNick(),
      agent: () => this.#telnet.isTelnet ? "telnet" : "plain text",
    });
    this.encoder = encoderFor(this.#look, context.encoders);
  }

  decode(frame: Uint8Array): readonly ClientMessage[] {
    if (frame[0] === telnet.command) return this.#takeTelnet(frame);
    if (frame[0] === endOfTransmission) return this.#quit();
    const line = this.#readLine(frame);
    const { messages = [], tells = [] } = this.#take(line);
    if (this.#comingIn?.isOver === true) this.context.end();
    this.#tell(tells);
    this.#hideSecrets();
    this.#isQuitting ||= messages.some(({ type }) => type === "bye");
    return messages;
  }

  isSaying(frame: Uint8Array): boolean {
    const [first = lineFeed] = frame;
    const isText = first !== slash && first !== lineFeed && first !== telnet.command &&
      first !== endOfTransmission;
    return isText && this.#comingIn === undefined && !this.#talking.isSecret;
  }

  encode(messages: readonly ServerMessage[]): readonly string[] {
    const lines = messages.flatMap((message) => this.#linesOf(message));
    lines.push(...this.#warnings());
    this.#hideSecrets();
    this.#useLook();
    return lines;
  }

  /** It is seen already where it was typed; but not who gets a direct message, or what was deleted. */
  encodeOwn(message: RoomMessage | DirectMessage): readonly string[] | undefined {
    return message.type === "direct" || message.kind === "deletion" ? undefined : [];
  }

  /** What is about the person itself: in words for it, or known to it already. */
  ownCopies(messages: readonly ServerMessage[]): readonly OwnCopy[] | undefined {
    const copies = messages.flatMap((message, index) =>
      isAbout(message, this.#talking.nick) ? [{ index, frames: this.#told(message) }] : []
    );
    return copies.length === 0 ? undefined : copies;
  }

  passTime(nowMs: number): void {
    if (this.#dayEndsMs === undefined || nowMs < this.#dayEndsMs) return;
    this.#dayEndsMs = endOfDay(nowMs);
    this.context.send(dayLine(nowMs));
  }

  get #look(): Look {
    return { room: this.#talking.room, ...this.#telnet.terminal };
  }

  #take(line: string): Answer {
    const comingIn = this.#comingIn;
    return comingIn === undefined
      ? this.#talking.take(line)
      : comingIn.take(line, (line) => this.#talking.take(line));
  }

  #takeTelnet(frame: Uint8Array): readonly ClientMessage[] {
    const isFirst = !this.#telnet.isTelnet;
    const commands = readTelnetCommands(frame);
    this.#sendBytes(commands.flatMap((command) => this.#telnet.take(command)));
    this.#useLook();
    if (isFirst && this.#comingIn?.ask() === true) {
      this.context.send(...greeting(this.context.directory.server.name));
    }
    return commands.some(({ type }) => type === "end of file") ? this.#quit() : [];
  }

  #quit(): readonly ClientMessage[] {
    this.#isQuitting = true;
    return [{ type: "bye" }];
  }

  #readLine(frame: Uint8Array): string {
    const end = frame.at(-1) === lineFeed ? -1 : undefined;
    const line = decoder.decode(frame.subarray(0, end));
    return this.#isSecret ? withErasures(line) : line;
  }

  get #isSecret(): boolean {
    return this.#comingIn?.isSecret ?? this.#talking.isSecret;
  }

  #hideSecrets(): void {
    this.#sendBytes(this.#telnet.hideTyped(this.#isSecret));
  }

  /** Once, where a secret is asked for and cannot be hidden. */
  #warnings(): readonly string[] {
    if (this.#hasWarned || this.#telnet.isTelnet || !this.#isSecret) return [];
    this.#hasWarned = true;
    return this.#ask("What you type is seen here, since your program cannot hide it");
  }

  #sendBytes(bytes: readonly number[]): void {
    if (bytes.length > 0) this.context.sendBytes(Uint8Array.from(bytes));
  }

  #tell(texts: readonly string[]): void {
    const lines = [...texts.flatMap((text) => this.#ask(text)), ...this.#warnings()];
    if (lines.length > 0) this.context.send(...lines);
    this.#useLook();
  }

  #useLook(): void {
    this.encoder = encoderFor(this.#look, this.context.encoders);
  }

  /** Notes what it changes, and tells it. */
  #linesOf(message: ServerMessage): readonly string[] {
    const talking = this.#talking;
    switch (message.type) {
      case "welcome":
        return this.#comeIn(message);
      case "joined":
        talking.joined(message);
        return this.#isGuest ? this.#note(`you are in #${message.room}`) : this.#told(message);
      case "left": {
        const where = talking.left(message);
        return [...this.#told(message), ...where === undefined ? [] : this.#note(where)];
      }
      case "history":
      case "directs":
        // A script that says something has no use for what was said before.
        if (this.#isGuest && message.id === undefined) return [];
        if (message.type === "directs" && message.id === undefined) {
          return this.#told(talking.shownOf(this.#missedOf(message)));
        }
        if (message.id !== undefined && message.messages.length === 0) {
          return this.#note("nothing earlier");
        }
        return this.#told(talking.shownOf(message));
      case "notice":
        return message.id !== undefined && message.id === talking.helpId
          ? [
            ...this.#told(message),
            ...ownCommands.flatMap((each) => this.#ask(explainCommand(each))),
          ]
          : this.#told(message);
      case "error":
        return this.#refused(message);
      case "login":
        return this.#note(`you are logged in to "${message.account}"`);
      case "rename":
        if (message.room === undefined) talking.nick = message.to;
        return this.#told(message);
      case "bye":
        return message.code === "logged_out" && this.#isQuitting
          ? this.#note("bye")
          : this.#told(message);
      default:
        return this.#told(message);
    }
  }

  /** What others said to the person while it was not here. */
  #missedOf(page: DirectPage): DirectPage {
    const { lastHereTs = Infinity, self } = this.context.directory;
    const isMissed = ({ ts, person }: DirectMessage) => ts >= lastHereTs && person !== self?.person;
    return { ...page, messages: page.messages.filter(isMissed) };
  }

  #told(message: ServerMessage): readonly string[] {
    return linesOf(message, this.#look, this.#talking.nick);
  }

  #note(text: string): readonly string[] {
    return note(text, this.#look);
  }

  /** What a person is to read, or to answer. */
  #ask(text: string): readonly string[] {
    return note(text, this.#look, "==");
  }

  #comeIn({ nick, motd }: WelcomeMessage): readonly string[] {
    this.#talking.nick = nick;
    this.#isGuest = this.#comingIn?.isGuest ?? false;
    this.#comingIn = undefined;
    this.#dayEndsMs = endOfDay(Date.now());
    const greeted = this.#note(`your nick is ${nick}`);
    return motd === undefined || this.#isGuest ? greeted : [...greeted, ...this.#ask(motd)];
  }

  #refused(error: ErrorMessage): readonly string[] {
    const message = { ...error, message: ownWords(error) };
    const isName = error.id !== undefined && error.id === this.#talking.nameId;
    if (this.#isGuest && isName) this.context.end();
    const asked = this.#comingIn?.refused(error) ??
      [this.#talking.passwordChange?.refused(error)].filter((each) => each !== undefined);
    // What came with a hello that was refused; that has told why.
    const isTold = this.#comingIn !== undefined && error.code === "hello_required";
    const told = isTold ? [] : this.#told(message);
    return [...told, ...asked.flatMap((question) => this.#ask(question))];
  }

  /** That nobody has here. */
  #guestNick(): string {
    for (;;) {
      const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
      const nick = `guest-${1000 + number % 9000}`;
      if (this.context.directory.findNick(nick) === undefined) return nick;
    }
  }
}

function isAbout(message: ServerMessage, nick: string): boolean {
  switch (message.type) {
    case "away":
      return message.nick === nick;
    case "moderation":
      return message.nick !== undefined && sameNick(message.nick, nick);
    case "rename":
      return message.from === nick || message.to === nick;
    default:
      return false;
  }
}

/** Where a person knows another word than programs do. */
function ownWords({ code, message }: ErrorMessage): string {
  switch (code) {
    case "frame_too_long":
      return `Your line is longer than ${limits.textBytes} bytes, which ends this connection`;
    case "hello_timeout":
      return "No nick came that can be used: connect again";
    case "tls_required":
      return "This server takes encrypted connections only: " +
        "openssl s_client -quiet -connect HOST:PORT makes one";
    default:
      return message;
  }
}

/** A client that leaves it to this side to show what is typed leaves it to this side to take a letter back, too. */
function withErasures(typed: string): string {
  const kept: string[] = [];
  for (const character of typed) {
    if (character === "\b" || character === "\x7f") kept.pop();
    else kept.push(character);
  }
  return kept.join("");
}

/** Midnight where the server is. */
function endOfDay(nowMs: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
}
