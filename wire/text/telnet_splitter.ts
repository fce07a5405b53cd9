import { telnet } from "./telnet_commands.ts";

const [lineFeed, carriageReturn, nul, endOfTransmission] = [10, 13, 0, 4];
/** The byte 255 as data: it is never UTF-8, and is shown as what cannot be read (U+FFFD). */
const unreadable = [0xef, 0xbf, 0xbd];
const firstLineBytes = 256;
/** Of one subnegotiation; the rest is passed over. None that is used has more. */
const maxValueBytes = 256;
/** Of telnet's own between two lines: a client that negotiates needs a few hundred bytes. */
const maxTelnetBytes = 16 * 1024;

type State = "text" | "command" | "option" | "value option" | "value" | "command in value";

/**
 * Splits what people send by `nc` or telnet into frames: each line, with a line feed at its end however it ended (CR LF,
 * CR NUL, CR or LF), and in between telnet's own, which begin with IAC and hold whole commands, cut off nowhere.
 * Holds one unfinished line of at most `maxBytes`, and one unfinished command.
 */
export class TelnetSplitter {
  #state: State = "text";
  #line = new Uint8Array(firstLineBytes);
  #lineBytes = 0;
  /** The rest of a line that was too long is passed over. */
  #isSkipping = false;
  #endsWithReturn = false;
  /** Commands that are whole, and behind `#wholeBytes` one that is not. */
  #telnet: number[] = [];
  #wholeBytes = 0;
  #valueBytes = 0;
  #telnetBytes = 0;

  /** `onTooLong` is called once for each line that is too long, as is one with too much of telnet's own in front. */
  constructor(private readonly maxBytes: number, private readonly onTooLong: () => void) {}

  /** What `chunk` completes. A frame is good until the next is asked for. */
  *split(chunk: Uint8Array): Generator<Uint8Array, void> {
    for (const byte of chunk) {
      if (this.#state === "text" && byte !== telnet.command) yield* this.#takeText(byte);
      else {
        if (++this.#telnetBytes === maxTelnetBytes) this.onTooLong();
        if (this.#state === "text") this.#begin(byte);
        else this.#takeTelnet(byte);
      }
    }
    yield* this.#commands();
  }

  /** At the end of the input: a line without an end, if there is one. */
  *finish(): Generator<Uint8Array, void> {
    if (this.#lineBytes > 0) yield* this.#finishLine();
  }

  *#takeText(byte: number): Generator<Uint8Array, void> {
    const isAfterReturn = this.#endsWithReturn;
    this.#endsWithReturn = byte === carriageReturn;
    // What follows a carriage return as a part of it.
    if (isAfterReturn && (byte === lineFeed || byte === nul)) return;
    if (byte === carriageReturn || byte === lineFeed) {
      yield* this.#commands();
      yield* this.#finishLine(lineFeed);
    } else if (byte === endOfTransmission && this.#lineBytes === 0) {
      yield* this.#commands();
      yield Uint8Array.of(byte);
    } else this.#keep(byte);
  }

  *#finishLine(end?: number): Generator<Uint8Array, void> {
    const [line, bytes] = [this.#line, this.#lineBytes];
    const isWhole = !this.#isSkipping;
    this.#isSkipping = false;
    this.#lineBytes = 0;
    this.#telnetBytes = 0;
    if (!isWhole) return;
    if (end !== undefined) line[bytes] = end;
    yield line.subarray(0, end === undefined ? bytes : bytes + 1);
    // A long one is rare: its room is given back.
    if (line.length > firstLineBytes) this.#line = new Uint8Array(firstLineBytes);
  }

  #keep(...bytes: readonly number[]): void {
    if (this.#isSkipping) return;
    for (const byte of bytes) {
      if (this.#lineBytes === this.maxBytes) {
        this.#isSkipping = true;
        this.#lineBytes = 0;
        return this.onTooLong();
      }
      // One more for the line feed.
      if (this.#lineBytes + 1 === this.#line.length) {
        const larger = new Uint8Array(Math.min(2 * this.#line.length, this.maxBytes + 1));
        larger.set(this.#line);
        this.#line = larger;
      }
      this.#line[this.#lineBytes++] = byte;
    }
  }

  #begin(byte: number): void {
    this.#state = "command";
    this.#telnet.push(byte);
  }

  #takeTelnet(byte: number): void {
    switch (this.#state) {
      case "command":
        return this.#takeCommand(byte);
      case "option":
        this.#telnet.push(byte);
        return this.#complete();
      case "value option":
        this.#telnet.push(byte);
        this.#state = "value";
        this.#valueBytes = 0;
        return;
      case "value":
        if (byte === telnet.command) this.#state = "command in value";
        else this.#takeValue(byte);
        return;
      case "command in value":
        if (byte === telnet.command) {
          this.#takeValue(byte, byte);
          this.#state = "value";
          return;
        }
        this.#telnet.push(telnet.command, telnet.subnegotiationEnd);
        this.#complete();
        // Whatever else stands there ends it as well, and is a command of its own.
        if (byte === telnet.subnegotiationEnd) return;
        this.#begin(telnet.command);
        return this.#takeCommand(byte);
    }
  }

  #takeCommand(byte: number): void {
    this.#telnet.push(byte);
    if (byte >= telnet.will && byte <= telnet.dont) this.#state = "option";
    else if (byte === telnet.subnegotiation) this.#state = "value option";
    else if (byte === telnet.command) this.#isData();
    else {
      if (byte === telnet.eraseLine) this.#lineBytes = 0;
      if (byte === telnet.eraseCharacter) this.#eraseCharacter();
      this.#complete();
    }
  }

  #takeValue(...bytes: readonly number[]): void {
    if (this.#valueBytes + bytes.length > maxValueBytes) return;
    this.#valueBytes += bytes.length;
    this.#telnet.push(...bytes);
  }

  /** The command was none, but a byte of the text. */
  #isData(): void {
    this.#telnet.length = this.#wholeBytes;
    this.#state = "text";
    this.#keep(...unreadable);
  }

  #eraseCharacter(): void {
    // The bytes that follow the first of a character in UTF-8.
    while (this.#lineBytes > 0 && ((this.#line[--this.#lineBytes] ?? 0) & 0xc0) === 0x80);
  }

  #complete(): void {
    this.#wholeBytes = this.#telnet.length;
    this.#state = "text";
  }

  *#commands(): Generator<Uint8Array, void> {
    if (this.#wholeBytes === 0) return;
    const whole = Uint8Array.from(this.#telnet.splice(0, this.#wholeBytes));
    this.#wholeBytes = 0;
    yield whole;
  }
}
