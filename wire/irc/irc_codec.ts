import {
  type ClientMessage,
  type DirectMessage,
  type RoomMessage,
  type ServerMessage,
  type SignalMessage,
} from "../../protocol.ts";
import type { Codec, CodecContext, Encoder, OwnCopy } from "../dialect.ts";
import { takesIntoBatch } from "./commands/talk/batch.ts";
import { commands } from "./commands/mod.ts";
import { encodeForOne, encodeShared, isDoneBy, ownLines } from "./events/mod.ts";
import { setBeforehand } from "./commands/metadata/metadata.ts";
import { ownMetadataLines } from "./events/metadata.ts";
import { IrcClient } from "./client/irc_client.ts";
import { withoutFormatting } from "./lines/formatting.ts";
import { LineError, readLine } from "./lines/line.ts";
import { type IrcMessage, parseMessage } from "./lines/message.ts";
import { formatLines } from "./out_line.ts";
import { HeardEvents } from "./client/heard_events.ts";

/** More sets of capabilities are in no room; at the bound all are forgotten, and made anew. */
const maxEncoders = 256;

/** One IRC client. Commands are in `commands/`, what they are told in `events/`. */
export class IrcCodec implements Codec {
  readonly #client: IrcClient;
  readonly #heard = new HeardEvents();

  constructor(private readonly context: CodecContext) {
    this.#client = new IrcClient(context.directory, context.send);
  }

  /** One for all clients with the same capabilities. */
  get encoder(): Encoder {
    const { encoders } = this.context;
    const key = this.#client.sharedKey;
    let encoder = encoders.get(key);
    if (encoder === undefined) {
      const { directory } = this.#client;
      const capabilities = new Set(this.#client.capabilities);
      encoder = {
        encode: (messages) =>
          messages.flatMap((each) => formatLines(encodeShared(directory, each), capabilities)),
      };
      // Each holds on to what its first client looks things up by, and there are as many as clients like to choose.
      if (encoders.size >= maxEncoders) encoders.clear();
      encoders.set(key, encoder);
    }
    return encoder;
  }

  decode(frame: Uint8Array): readonly ClientMessage[] {
    const client = this.#client;
    const line = this.#read(frame);
    const message = line === undefined ? undefined : parseMessage(line);
    if (message === undefined) return [];
    client.responses.begin(labelOf(message));
    try {
      return [...setBeforehand(client), ...this.#run(message)];
    } finally {
      client.responses.flush();
    }
  }

  encode(messages: readonly ServerMessage[]): readonly string[] {
    const client = this.#client;
    return messages.flatMap((message) => {
      this.#heard.note(message);
      if (message.type === "signal" && message.id !== undefined) return this.encodeOwn(message);
      client.readMarks.note(message);
      const { lines, isAnswer } = encodeForOne(client, message);
      if (!isAnswer || !client.responses.isLabelled) return client.formatted(lines);
      client.respond(...lines);
      return [];
    });
  }

  encodeOwn(message: RoomMessage | DirectMessage | SignalMessage): readonly string[] {
    const client = this.#client;
    const { forAll, echo } = ownLines(client, message);
    if (message.id !== undefined) client.forget(message.id);
    if (!client.responses.isLabelled) return client.formatted([...forAll, ...echo]);
    client.respond(...echo);
    return client.formatted(forAll);
  }

  /** What it has had, and what it did itself and is told with the label of its command. */
  ownCopies(messages: readonly ServerMessage[]): readonly OwnCopy[] | undefined {
    const client = this.#client;
    const self = client.self?.person;
    const { isLabelled } = client.responses;
    const copies = messages.flatMap((message, index): readonly OwnCopy[] => {
      if (this.#heard.isHeard(message, self)) return [{ index, frames: [] }];
      const own = ownMetadataLines(client, message);
      if (own !== undefined) return [{ index, frames: client.formatted(own) }];
      if (!isLabelled || isSaid(message) || !isDoneBy(message, self)) return [];
      client.respond(...encodeShared(client.directory, message));
      return [{ index, frames: [] }];
    });
    return copies.length === 0 ? undefined : copies;
  }

  isSaying(frame: Uint8Array): boolean {
    return saying.has(String.fromCharCode(...frame.subarray(0, 8)).toUpperCase());
  }

  isPrepaid(frame: Uint8Array): boolean {
    const { multiline } = this.#client;
    if (multiline === undefined) return false;
    try {
      const message = parseMessage(readLine(frame));
      return message !== undefined && multiline.isOfIt(message);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      return false;
    }
  }

  finish(): void {
    this.#client.responses.end();
    this.#client.forgetAll();
  }

  #read(frame: Uint8Array): string | undefined {
    const client = this.#client;
    try {
      return readLine(frame);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      if (error.code === "bad_utf8") this.#refuseBytes(frame, error.message);
      else client.reply("ERR_INPUTTOOLONG");
      return undefined;
    }
  }

  /** In this form for who has not asked for it too: https://ircv3.net/specs/extensions/utf8-only */
  #refuseBytes(frame: Uint8Array, why: string): void {
    const { responses, hostName: source } = this.#client;
    const { command = "*", tags } = parseMessage(lenient.decode(frame)) ?? {};
    responses.begin(tags && labelOf({ tags }));
    const params = [/^[A-Z]{1,20}$/.test(command) ? command : "*", "INVALID_UTF8", why];
    this.#client.respond({ source, command: "FAIL", params, trailing: true });
    responses.flush();
  }

  #run(message: IrcMessage): readonly ClientMessage[] {
    const client = this.#client;
    const { command: name, params } = message;
    const command = commands.get(name);
    if (command === undefined) {
      if (client.isRegistered) client.reply("ERR_UNKNOWNCOMMAND", name);
      else client.reply("ERR_NOTREGISTERED");
      return [];
    }
    if (!client.isRegistered && command.isForNewcomers !== true) {
      client.reply("ERR_NOTREGISTERED");
      return [];
    }
    if (params.length < (command.leastParams ?? 0)) {
      client.reply("ERR_NEEDMOREPARAMS", name);
      return [];
    }
    if (takesIntoBatch(client, message)) return [];
    const { shownParam } = command;
    return command.run(client, shownParam === undefined ? message : plain(message, shownParam)) ??
      [];
  }
}

/** Without codes for formatting in that parameter. */
function plain(message: IrcMessage, at: number): IrcMessage {
  const text = message.params[at];
  if (text === undefined) return message;
  return { ...message, params: message.params.with(at, withoutFormatting(text)) };
}

const lenient = new TextDecoder();

/** An empty value is as good as none: https://ircv3.net/specs/extensions/message-tags */
function labelOf({ tags }: Pick<IrcMessage, "tags">): string | undefined {
  return tags.get("label") || undefined;
}

function isSaid({ type }: ServerMessage): boolean {
  return type === "message" || type === "direct";
}

/** The beginnings of lines that merely say something: none of them has a label. */
const saying: ReadonlySet<string> = new Set(["PRIVMSG ", "NOTICE #"]);
