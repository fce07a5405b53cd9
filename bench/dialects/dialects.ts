import { protocolVersion } from "../../protocol.ts";

/** How clients under load speak to one kind of server. Lines are without their line feed. */
export interface BenchDialect {
  /** Clients get what they said themselves, too. Where they do not, one alone may speak. */
  readonly hearsItself: boolean;
  /** What a client sends first, line feed included; undefined where there is no handshake. */
  hello(client: number): string | undefined;
  /** Whether the line ends the handshake. Throws if it refuses the client. */
  isJoined(line: string): boolean;
  /** A message with its line feed. A server may take a client's same `id` for the same message. */
  say(text: string, id: string): string;
  /** Whether the line at `start` is a message of somebody; called for every line, so it must not decode. */
  isDelivery(bytes: Uint8Array, start: number): boolean;
  /** What to send back for a line that is no delivery. Throws if it is a refusal. */
  answer(line: string): string | undefined;
}

/** Bare lines, as `broadcast.c` takes them. */
export const plainDialect: BenchDialect = {
  hearsItself: true,
  hello: () => undefined,
  isJoined: () => true,
  say: (text) => `${text}\n`,
  isDelivery: () => true,
  answer: () => undefined,
};

/** Where the value of `type`, always the first field, begins. */
const typeOffset = `{"type":"`.length;
const letterM = "m".charCodeAt(0);

export const nativeDialect: BenchDialect = {
  hearsItself: true,
  hello: (client) => frame({ type: "hello", version: protocolVersion, nick: `c${client}` }),
  isJoined(line) {
    refuse(line);
    return line.startsWith(`{"type":"joined"`);
  },
  // With an `id`, as real clients send it: it makes the sender's own copy differ from all others.
  say: (text, id) => frame({ type: "say", text, id }),
  // "message" is the only type of the protocol that begins with an "m".
  isDelivery: (bytes, start) => bytes[start + typeOffset] === letterM,
  answer(line) {
    refuse(line);
    return line.startsWith(`{"type":"ping"`) ? frame({ type: "pong" }) : undefined;
  },
};

/** Where clients of IRC meet. */
export const ircChannel = "#lobby";

/** IRC as in RFC 2812, whose servers do not send clients what they said themselves. */
export const ircDialect: BenchDialect = {
  hearsItself: false,
  hello: (client) => `NICK c${client}\r\nUSER c${client} 0 * :bench\r\n`,
  isJoined(line) {
    if (/^(ERROR|:\S+ 4\d\d) /.test(line) && !/^:\S+ 422 /.test(line)) {
      throw new Error(`The server refused a client: ${line}`);
    }
    // The end of the names.
    return /^:\S+ 366 /.test(line);
  },
  say: (text) => `PRIVMSG ${ircChannel} :${text}\r\n`,
  // Of ":nick!user@host PRIVMSG #channel :text", as nothing else that comes after joining.
  isDelivery(bytes, start) {
    const command = bytes.indexOf(space, start) + 1;
    return bytes[command] === letterP && bytes[command + 1] === letterR;
  },
  answer(line) {
    if (line.startsWith("PING ")) return `PONG ${line.slice("PING ".length)}\n`;
    return / 001 /.test(line) ? `JOIN ${ircChannel}\r\n` : undefined;
  },
};

/** Lines of text, as with `nc`; commands work from the first line on, and nobody is asked for a nick. */
export const textDialect: BenchDialect = {
  hearsItself: false,
  hello: (client) => `/nick c${client}\n`,
  isJoined: (line) => line.startsWith("-- you are in #"),
  say: (text) => `${text}\n`,
  // Of "12:03 nick: text", as nothing else.
  isDelivery: (bytes, start) => bytes[start + 2] === colon,
  answer: () => undefined,
};

/** A third of the clients each: native, text and IRC. */
export const mixedDialect: BenchDialect = {
  hearsItself: true,
  hello: (client) => ofClient(client).hello(client),
  isJoined: (line) => ofLine(line.charCodeAt(0)).isJoined(line),
  // Who speaks first, and alone, speaks native.
  say: nativeDialect.say,
  isDelivery: (bytes, start) => ofLine(bytes[start] ?? 0).isDelivery(bytes, start),
  answer: (line) => ofLine(line.charCodeAt(0)).answer(line),
};

function ofClient(client: number): BenchDialect {
  return [nativeDialect, textDialect, ircDialect][client % 3] ?? nativeDialect;
}

function ofLine(first: number): BenchDialect {
  if (first === brace) return nativeDialect;
  return first === colon || first === letterP ? ircDialect : textDialect;
}

/** NATS, whose clients get one copy each of what is published. */
export const natsDialect: BenchDialect = {
  hearsItself: true,
  hello: () => `CONNECT {"verbose":false,"echo":true}\r\nSUB lobby 1\r\nPING\r\n`,
  isJoined: (line) => line.startsWith("PONG"),
  say: (text) => `PUB lobby ${text.length}\r\n${text}\r\n`,
  // "MSG lobby 1 80", and then the text on a line of its own, which is the one that counts.
  isDelivery: (bytes, start) =>
    !startsWith(bytes, start, "MSG ") && !startsWith(bytes, start, "PING"),
  answer: (line) => line.startsWith("PING") ? "PONG\r\n" : undefined,
};

function startsWith(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (bytes[start + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}

const colon = ":".charCodeAt(0);
const brace = "{".charCodeAt(0);
const space = " ".charCodeAt(0);
const letterP = "P".charCodeAt(0);
const letterR = "R".charCodeAt(0);

function refuse(line: string): void {
  if (line.startsWith(`{"type":"error"`) || line.startsWith(`{"type":"bye"`)) {
    throw new Error(`The server refused a client: ${line}`);
  }
}

function frame(message: Record<string, string | number>): string {
  return `${JSON.stringify(message)}\n`;
}
