import {
  type ClientMessage,
  type DirectMessage,
  ProtocolError,
  protocolVersion,
  type RoomMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { Codec, CodecContext, Dialect, Encoder } from "../../wire/dialect.ts";

/**
 * The least that a dialect for people at `nc` needs: `CALLME ann`, `JOIN dev,ops`, `LEAVE dev`, `SAY dev hello`,
 * `QUIT`. Who has said `TIMES ON` gets each line with its time. Nobody hears itself.
 */
export const tiny: Dialect = {
  name: "tiny",
  maxFrameBytes: 512,
  answersPings: false,
  keepsTokens: false,
  lineEnd: "\n",
  waitsForRate: false,
  finishesInOrder: false,
  recognizes(firstBytes) {
    const text = new TextDecoder().decode(firstBytes);
    const words = ["CALLME ", "TIMES "];
    if (words.some((word) => text.startsWith(word))) return "yes";
    return words.some((word) => word.startsWith(text)) ? "more" : "no";
  },
  open: (context) => new TinyCodec(context),
};

/** Two for all clients: whoever has the same one shares the bytes. */
const untimed: Encoder = { encode: (messages) => messages.flatMap((each) => describe(each)) };
const timed: Encoder = { encode: (messages) => messages.flatMap((each) => describe(each, true)) };

class TinyCodec implements Codec {
  readonly #context: CodecContext;
  #nick: string | undefined;
  encoder = untimed;

  constructor(context: CodecContext) {
    this.#context = context;
  }

  decode(frame: Uint8Array): readonly ClientMessage[] {
    const [line, word, args] = /^([A-Z]+) ?(.*)$/.exec(new TextDecoder().decode(frame)) ?? [];
    if (line === undefined || args === undefined) throw new ProtocolError("bad_json", "Say a word");
    switch (word) {
      case "CALLME":
        if (this.#nick !== undefined) return [command("nick", args)];
        return [{ type: "hello", version: protocolVersion, nick: args }];
      case "JOIN":
        return args.split(",").map((room) => command("join", room));
      case "LEAVE":
        return [command("leave", args)];
      case "SAY": {
        const [room = "", ...text] = args.split(" ");
        return [{ type: "say", room, text: text.join(" "), kind: "text" }];
      }
      case "TIMES":
        this.encoder = args === "ON" ? timed : untimed;
        this.#context.send(`* times are ${args}`);
        return [];
      case "QUIT":
        return [{ type: "bye", text: args }];
      default:
        throw new ProtocolError("unknown_type", `There is no ${word}`);
    }
  }

  encode(messages: readonly ServerMessage[]): readonly string[] {
    return messages.flatMap((message) => {
      if (message.type === "welcome") this.#nick = message.nick;
      if (message.type === "rename" && message.room === undefined) this.#nick = message.to;
      if (message.type !== "error") return this.encoder.encode([message]);
      // As numerics in IRC, it carries the nick of whoever it is for.
      return [`! ${this.#nick ?? "*"} ${message.code}`];
    });
  }

  encodeOwn(_message: RoomMessage | DirectMessage): readonly string[] {
    return [];
  }
}

function command(name: string, args: string): ClientMessage {
  return { type: "command", name, args, room: args };
}

/** A line for each thing that is told, with its time or without; none for what the dialect cannot say. */
export function describe(message: ServerMessage, hasTimes = false): string[] {
  switch (message.type) {
    case "welcome":
      return [`* you are ${message.nick}`];
    case "joined":
      return [`* in ${message.room}`];
    case "left":
      return [`* out of ${message.room}`];
    case "join":
      return [`${message.room} + ${message.nick}`];
    case "leave":
      return [`${message.room} - ${message.nick} (${message.reason})`];
    case "rename":
      return message.room === undefined
        ? [`* now ${message.to}`]
        : [`${message.room} ${message.from} = ${message.to}`];
    case "message": {
      const time = hasTimes ? `${message.ts} ` : "";
      return message.text.split("\n").map((text) =>
        `${time}${message.room} <${message.from}> ${text}`
      );
    }
    case "history":
      return message.messages.flatMap((each) => describe(each, hasTimes));
    case "bye":
      return [`* bye ${message.code}`];
    default:
      return [];
  }
}
