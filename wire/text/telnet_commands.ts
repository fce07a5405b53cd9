/** The bytes of telnet (RFC 854), and the options that are used here. */
export const telnet = {
  /** IAC: a command follows. Twice: the byte itself. */
  command: 255,
  endOfFile: 236,
  eraseCharacter: 247,
  eraseLine: 248,
  areYouThere: 246,
  subnegotiation: 250,
  subnegotiationEnd: 240,
  will: 251,
  wont: 252,
  do: 253,
  dont: 254,
} as const;

export const telnetOptions = {
  /** RFC 856. */
  binary: 0,
  /** RFC 857. */
  echo: 1,
  /** RFC 858. */
  suppressGoAhead: 3,
  /** RFC 1091. */
  terminalType: 24,
  /** RFC 1073: the window's size. */
  windowSize: 31,
  /** RFC 2066. */
  charset: 42,
} as const;

export type Negotiation = typeof telnet["will" | "wont" | "do" | "dont"];

/** What a client sends of telnet, besides text. */
export type TelnetCommand =
  | { readonly type: "negotiation"; readonly verb: Negotiation; readonly option: number }
  | {
    readonly type: "subnegotiation";
    readonly option: number;
    /** With each IAC once. */
    readonly value: Uint8Array;
  }
  | { readonly type: "are you there" }
  | { readonly type: "end of file" };

/** The commands of a frame of telnet from a `TelnetSplitter`; those that nothing is done with are left out. */
export function readTelnetCommands(frame: Uint8Array): readonly TelnetCommand[] {
  const commands: TelnetCommand[] = [];
  for (let at = 0; at + 1 < frame.length;) {
    const verb = frame[at + 1];
    const option = frame[at + 2] ?? 0;
    switch (verb) {
      case telnet.will:
      case telnet.wont:
      case telnet.do:
      case telnet.dont:
        commands.push({ type: "negotiation", verb, option });
        at += 3;
        break;
      case telnet.subnegotiation: {
        const end = endOfSubnegotiation(frame, at + 3);
        commands.push({ type: "subnegotiation", option, value: unescaped(frame, at + 3, end) });
        at = end + 2;
        break;
      }
      case telnet.areYouThere:
        commands.push({ type: "are you there" });
        at += 2;
        break;
      case telnet.endOfFile:
        commands.push({ type: "end of file" });
        at += 2;
        break;
      default:
        at += 2;
    }
  }
  return commands;
}

/** Where the IAC stands that begins its end. */
function endOfSubnegotiation(frame: Uint8Array, start: number): number {
  let at = start;
  while (at < frame.length) {
    if (frame[at] !== telnet.command) at++;
    else if (frame[at + 1] === telnet.command) at += 2;
    else break;
  }
  return at;
}

function unescaped(frame: Uint8Array, start: number, end: number): Uint8Array {
  const value: number[] = [];
  for (let at = start; at < end; at++) {
    value.push(frame[at] ?? 0);
    if (frame[at] === telnet.command) at++;
  }
  return Uint8Array.from(value);
}
