/** Who speaks none of the dialects: each is answered once, in its own form, with the line that says how to join. */

interface Stranger {
  readonly begins: RegExp;
  readonly answer: (how: string, beginning: string) => string;
}

const httpMethods = "CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PROPFIND|PUT|TRACE";

const strangers: readonly Stranger[] = [
  { begins: /^PRI \* HTTP\/2/, answer: answerHttp2 },
  { begins: new RegExp(`^(?:${httpMethods}) `), answer: answerHttp },
  // RFC 5321, 3.8.
  { begins: /^(?:EHLO|HELO)\b/i, answer: (how) => `421 ${how}\r\n` },
];
/** A person with `nc` or telnet, SSH and all others: a line of text. */
const anybody: Stranger = { begins: /^/, answer: (how) => `${how}\r\n` };

/** Telnet's IAC (RFC 854), and the record that TLS begins with (RFC 8446, 5.1), where there is none: without a line. */
const lineless = ["\xff", "\x16\x03"];

/**
 * What somebody is told whose first bytes are of no dialect. `how`: in ASCII. Undefined until a whole line has come, or no
 * more bytes will be waited for (`isComplete`). There is nothing in it of what came.
 */
export function answerStranger(
  firstBytes: Uint8Array,
  isComplete: boolean,
  how: string,
): Uint8Array<ArrayBuffer> | undefined {
  const beginning = String.fromCharCode(...firstBytes);
  const isEnough = isComplete || beginning.includes("\n") ||
    lineless.some((start) => beginning.startsWith(start));
  if (!isEnough) return undefined;
  const { answer } = strangers.find(({ begins }) => begins.test(beginning)) ?? anybody;
  return bytesOf(answer(how, beginning));
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
