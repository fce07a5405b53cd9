// deno-lint-ignore-file no-control-regex -- they are what is looked for
/** Who speaks none of the dialects: each is answered once, in its own form, with the line that says how to join. */

interface Stranger {
  readonly begins: RegExp;
  readonly answer: (how: string, beginning: string) => string;
}

const httpMethods = "CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PROPFIND|PUT|TRACE";

/** Whom it would be no use to answer as a person: programs that do not read on. */
const strangers: readonly Stranger[] = [
  { begins: /^PRI \* HTTP\/2/, answer: answerHttp2 },
  // RFC 9112, 3; the request of HTTP/0.9 has no version.
  {
    begins: new RegExp(`^(?:(?:${httpMethods}) \\S+ HTTP/\\d|GET /\\S*\\s*$)`, "m"),
    answer: answerHttp,
  },
  // RFC 5321, 3.8.
  { begins: /^(?:EHLO|HELO) \S+\s*$/im, answer: (how) => `421 ${how}\r\n` },
  // A proxy that is not trusted, by its header of either version (HAProxy's PROXY protocol, 2).
  { begins: /^PROXY (?:TCP|UNKNOWN)|^\r\n\r\n\0\r\nQUIT\n/, answer: (how) => `${how}\r\n` },
  // RFC 4253, 4.2.
  { begins: /^SSH-\d/, answer: (how) => `${how}\r\n` },
  // The record that TLS begins with (RFC 8446, 5.1), where there is none.
  { begins: /^\x16\x03/, answer: (how) => `${how}\r\n` },
];
/** All others: a line of text. */
const anybody: Stranger = { begins: /^/, answer: (how) => `${how}\r\n` };

/** Telnet's IAC (RFC 854), and TLS: without a line. */
const lineless = ["\xff", "\x16\x03"];

/**
 * What somebody is told whose first bytes are of no dialect. `how`: in ASCII. Undefined until a whole line has come, or no
 * more bytes will be waited for (`isComplete`); `nobody` if it is no stranger that is known, unless all are answered
 * (`answersAll`). There is nothing in it of what came.
 */
export function answerStranger(
  firstBytes: Uint8Array,
  isComplete: boolean,
  how: string,
  answersAll: boolean,
): Uint8Array<ArrayBuffer> | "nobody" | undefined {
  const beginning = String.fromCharCode(...firstBytes);
  const isEnough = isComplete || beginning.includes("\n") ||
    lineless.some((start) => beginning.startsWith(start));
  if (!isEnough) return undefined;
  const stranger = strangers.find(({ begins }) => begins.test(beginning)) ??
    (answersAll ? anybody : undefined);
  return stranger === undefined ? "nobody" : bytesOf(stranger.answer(how, beginning));
}

/** Each character a byte. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** RFC 9110, 15.5.22: the same on another protocol. */
function answerHttp(how: string, beginning: string): string {
  const body = `${how}\n`;
  const head = [
    "HTTP/1.1 426 Upgrade Required",
    "Upgrade: chatroom/1",
    "Connection: close, Upgrade",
    "Content-Type: text/plain",
    `Content-Length: ${body.length}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${beginning.startsWith("HEAD ") ? "" : body}`;
}

/** Empty SETTINGS, then GOAWAY with HTTP_1_1_REQUIRED (RFC 9113, 6.8 and 7): clients ask again in HTTP/1.1. */
function answerHttp2(how: string): string {
  const settings = "\0\0\0\x04\0\0\0\0\0";
  const payload = `\0\0\0\0\0\0\0\x0d${how}`;
  return `${settings}\0\0${String.fromCharCode(payload.length)}\x07\0\0\0\0\0${payload}`;
}
