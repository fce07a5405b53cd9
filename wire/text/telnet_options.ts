import { type Negotiation, telnet, type TelnetCommand, telnetOptions } from "./telnet_commands.ts";

const { binary, echo, suppressGoAhead, terminalType, windowSize, charset } = telnetOptions;

/** What the client's side may do: the server has use for it. */
const allowed: ReadonlySet<number> = new Set([
  ...[binary, suppressGoAhead, terminalType, windowSize, charset],
]);
/**
 * What this side does if it is asked to. Not to suppress going ahead: clients send single keys then, and the line is
 * edited nowhere.
 */
const offered: ReadonlySet<number> = new Set([binary, charset]);

/** RFC 1091. */
const [terminalIs, sendTerminal] = [0, 1];
/** RFC 2066. */
const [charsetRequest, charsetAccepted, charsetRejected] = [1, 2, 3];

/** What a client told of where it shows text. */
export interface TelnetTerminal {
  /** In cells; absent where it is not known. */
  readonly columns?: number;
  /** It is a terminal that knows colours. */
  readonly colors: boolean;
}

/**
 * What this side of telnet answers, by RFC 1143: nothing to what is so already, so that no two programs answer each
 * other without an end. Says nothing before the client has sent a command.
 */
export class TelnetOptions {
  #isTelnet = false;
  #terminal: TelnetTerminal = { colors: false };
  /** What the client does, and what it was asked for and has not answered. */
  readonly #theirs = new Set<number>();
  readonly #asked = new Set<number>();
  /** The same of this side. */
  readonly #ours = new Set<number>();
  readonly #announced = new Set<number>();
  /** What the client did once and does no more, and what this side did: not agreed to again, else two could change it forever. */
  readonly #takenBack = { theirs: new Set<number>(), ours: new Set<number>() };

  /** The client speaks telnet. */
  get isTelnet(): boolean {
    return this.#isTelnet;
  }

  get terminal(): TelnetTerminal {
    return this.#terminal;
  }

  /** What is to be sent for that. */
  take(command: TelnetCommand): readonly number[] {
    const begun = this.#isTelnet ? [] : this.#begin();
    switch (command.type) {
      case "negotiation":
        return [...begun, ...this.#negotiate(command.verb, command.option)];
      case "subnegotiation":
        return [...begun, ...this.#takeValue(command.option, command.value)];
      case "are you there":
        return [...begun, ...ascii("\r\n[yes]\r\n")];
      case "end of file":
        return begun;
      default:
        return command satisfies never;
    }
  }

  /** Nothing of what is typed is shown, or all of it again: RFC 857, the client leaves showing it to this side. */
  hideTyped(isHidden: boolean): readonly number[] {
    if (!this.#isTelnet || isHidden === this.#ours.has(echo)) return [];
    if (isHidden) {
      this.#ours.add(echo);
      this.#announced.add(echo);
    } else this.#ours.delete(echo);
    return [telnet.command, isHidden ? telnet.will : telnet.wont, echo];
  }

  #begin(): readonly number[] {
    this.#isTelnet = true;
    this.#asked.add(terminalType).add(windowSize);
    this.#announced.add(charset);
    return [
      ...[telnet.command, telnet.do, terminalType],
      ...[telnet.command, telnet.do, windowSize],
      ...[telnet.command, telnet.will, charset],
    ];
  }

  #negotiate(verb: Negotiation, option: number): readonly number[] {
    switch (verb) {
      case telnet.will:
        return this.#theyWill(option);
      case telnet.wont:
        this.#asked.delete(option);
        if (!this.#theirs.delete(option)) return [];
        this.#takenBack.theirs.add(option);
        return [telnet.command, telnet.dont, option];
      case telnet.do:
        return this.#theyAsk(option);
      case telnet.dont:
        this.#announced.delete(option);
        if (!this.#ours.delete(option)) return [];
        this.#takenBack.ours.add(option);
        return [telnet.command, telnet.wont, option];
      default:
        return verb satisfies never;
    }
  }

  #theyWill(option: number): readonly number[] {
    const isAllowed = allowed.has(option) && !this.#takenBack.theirs.has(option);
    if (!isAllowed) return [telnet.command, telnet.dont, option];
    if (this.#theirs.has(option)) return [];
    this.#theirs.add(option);
    const answer = this.#asked.delete(option) ? [] : [telnet.command, telnet.do, option];
    return option === terminalType
      ? [...answer, ...subnegotiation(terminalType, [sendTerminal])]
      : answer;
  }

  #theyAsk(option: number): readonly number[] {
    const isAnswer = this.#announced.delete(option);
    if (isAnswer && option === echo) return [];
    const isOffered = offered.has(option) && !this.#takenBack.ours.has(option);
    if (!isOffered) return [telnet.command, telnet.wont, option];
    if (this.#ours.has(option)) return [];
    this.#ours.add(option);
    const answer = isAnswer ? [] : [telnet.command, telnet.will, option];
    return option === charset
      ? [...answer, ...subnegotiation(charset, [charsetRequest, ...ascii(";UTF-8")])]
      : answer;
  }

  #takeValue(option: number, value: Uint8Array): readonly number[] {
    const [first = 0, second = 0] = value;
    if (option === windowSize && value.length === 4) {
      // Zero is not known.
      const columns = 256 * first + second || undefined;
      this.#terminal = { ...this.#terminal, columns };
    } else if (option === terminalType && first === terminalIs) {
      const name = String.fromCharCode(...value.subarray(1)).toLowerCase();
      this.#terminal = { ...this.#terminal, colors: !colorless.has(name) };
    } else if (option === charset && first === charsetRequest) {
      return answerCharset(String.fromCharCode(...value.subarray(1)));
    }
    return [];
  }
}

/** Names of terminals (RFC 1091, and the registry that it names) of which nothing is known. */
const colorless: ReadonlySet<string> = new Set(["", "dumb", "unknown", "network"]);

/** The first character parts the names that stand behind it. */
function answerCharset(offers: string): readonly number[] {
  const [separator = ""] = offers;
  const names = separator === "" ? [] : offers.slice(1).split(separator);
  const name = names.find((each) => each.toUpperCase() === "UTF-8");
  return subnegotiation(
    charset,
    name === undefined ? [charsetRejected] : [charsetAccepted, ...ascii(name)],
  );
}

/** No value of this side has an IAC in it. */
function subnegotiation(option: number, value: readonly number[]): readonly number[] {
  return [
    ...[telnet.command, telnet.subnegotiation, option, ...value],
    ...[telnet.command, telnet.subnegotiationEnd],
  ];
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
