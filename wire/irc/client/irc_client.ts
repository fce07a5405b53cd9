import type {
  ClientMessage,
  CommandMessage,
  ErrorMessage,
  NoticeMessage,
  ServerMessage,
} from "../../../protocol.ts";
import type { Directory, PersonFacts } from "../../directory.ts";
import { type CapabilityName, sharedKey } from "../capabilities.ts";
import type { MultilineBatch } from "../lines/multiline.ts";
import { ircNickOf } from "../lines/names.ts";
import { Monitored } from "./monitored.ts";
import { type NumericName, type NumericParams, reply } from "../lines/numerics.ts";
import { formatLines, type OutLine } from "../out_line.ts";
import { SaslPieces } from "./sasl_pieces.ts";
import { ReadMarks } from "./read_marks.ts";
import { Registration } from "./registration.ts";
import { Responses } from "./responses.ts";
import { senderOf } from "../source.ts";

/** What is done with the answer to something that was asked; what is not there is told as it is for all. */
export interface Expected {
  /** The command, as the client gave it. */
  readonly command: string;
  /** What it was about, for what tells of a refusal: a channel or a nick as the client wrote it. */
  readonly target?: string;
  readonly channel?: string;
  /** False: the refusal is told as always. */
  onError?(error: ErrorMessage): boolean | void;
  /** What is told to people in words; nothing of it, if absent. */
  onNotice?(notice: NoticeMessage): void;
  /** A message with what was asked for, which is not told in another way. */
  onAnswer?(answer: ServerMessage): readonly OutLine[];
}

/** More are asked at once by nobody: what is merely said is answered soon. */
const maxExpected = 1000;

/** One client: who it is, what it has asked for, and how it is told something. */
export class IrcClient {
  /** Its own, for as long as it is connected. */
  readonly session: string = crypto.randomUUID();
  readonly registration = new Registration();
  readonly sasl = new SaslPieces();
  /** Why it is hung up on, where the server itself has no word for it. */
  closingText: string | undefined;
  readonly monitored = new Monitored();
  readonly capabilities = new Set<CapabilityName>();
  /** What operators tell each other, if it is one of them (`+w`). */
  hearsWallops = true;
  readonly responses: Responses;
  /** The server's. */
  readonly hostName: string;
  readonly readMarks = new ReadMarks();
  /** The keys of metadata that it wants to know of. */
  readonly subscriptions = new Set<string>();
  /** What it says in several lines, until the last one. */
  multiline: MultilineBatch | undefined;
  /** What `PRIVMSG` and others have asked, by the id that was made for it. */
  readonly #expected = new Map<string, Expected>();
  /** An account has many connections, at once too, and what is said again under the same id is not said twice. */
  readonly #idStart = this.session.slice(0, 13);
  #askedCount = 0;
  #sharedKey = "";

  constructor(readonly directory: Directory, send: (...lines: readonly string[]) => void) {
    this.hostName = directory.server.hostName;
    this.responses = new Responses(this.capabilities, send, this.hostName);
  }

  /** Its own nick as it knows it; `*` before it has one. */
  get nick(): string {
    const nick = this.self?.nick ?? this.registration.nick;
    return nick === undefined ? "*" : ircNickOf(nick);
  }

  get self(): PersonFacts | undefined {
    return this.directory.self;
  }

  get isRegistered(): boolean {
    return this.self !== undefined;
  }

  /** The same for all who get what many get in the same form. */
  get sharedKey(): string {
    return this.#sharedKey;
  }

  enable(name: CapabilityName): void {
    this.capabilities.add(name);
    this.#sharedKey = sharedKey(this.capabilities);
  }

  disable(name: CapabilityName): void {
    this.capabilities.delete(name);
    this.#sharedKey = sharedKey(this.capabilities);
  }

  has(name: CapabilityName): boolean {
    return this.capabilities.has(name);
  }

  /** Answers with a numeric. */
  reply<Name extends NumericName>(name: Name, ...params: NumericParams<Name>): void {
    this.respond(this.numeric(name, ...params));
  }

  numeric<Name extends NumericName>(name: Name, ...params: NumericParams<Name>): OutLine {
    const { params: told, ...line } = reply(name, ...params);
    return { source: this.hostName, ...line, params: [this.nick, ...told] };
  }

  /** Answers with these lines: with the label of what was asked, if it has one. */
  respond(...lines: readonly OutLine[]): void {
    this.responses.add(lines);
  }

  /**
   * https://ircv3.net/specs/extensions/standard-replies: to who uses an extension whose refusals these are, whether it
   * has asked for standard replies or not.
   */
  fail(command: string, code: string, context: readonly string[], text: string): void {
    this.respond(this.failLine(command, code, context, text));
  }

  failLine(command: string, code: string, context: readonly string[], text: string): OutLine {
    const params = [command, code, ...context, text];
    return { source: this.hostName, command: "FAIL", params, trailing: true };
  }

  /** Something in words from the server. */
  note(text: string): void {
    const lines = text.split("\n").map((line) => ({
      ...{ source: this.hostName, command: "NOTICE", params: [this.nick, line] },
      trailing: true,
    }));
    this.respond(...lines);
  }

  /** Who this client is to others. */
  get source(): Pick<OutLine, "source" | "account" | "isFromBot"> {
    const { self } = this;
    return self === undefined
      ? { source: this.nick }
      : senderOf(this.directory, self.nick, self.person);
  }

  /** An id for what is asked now; what comes with it goes to `expected`. */
  expect(expected: Expected): string {
    const id = `${this.#idStart}-${++this.#askedCount}`;
    if (this.#expected.size >= maxExpected) {
      for (const oldest of this.#expected.keys()) {
        this.#expected.delete(oldest);
        break;
      }
    }
    this.#expected.set(id, expected);
    return id;
  }

  /** What was asked under that id, which came from this client. */
  expectedOf(id: string | undefined): Expected | undefined {
    return id === undefined ? undefined : this.#expected.get(id);
  }

  /** Nothing more comes of it. */
  forget(id: string): void {
    this.#expected.delete(id);
  }

  forgetAll(): void {
    this.#expected.clear();
  }

  /** Runs a slash command for the client. */
  command(name: string, args: string, room: string, expected: Expected): CommandMessage {
    return { type: "command", name, args, room, id: this.expect(expected) };
  }

  formatted(lines: readonly OutLine[]): readonly string[] {
    return formatLines(lines, this.capabilities);
  }
}

/** What a command of IRC asks of the server, after what it has answered itself. */
export type Asked = readonly ClientMessage[];
