import { delay } from "../../helpers/delay.ts";
import { LineClient } from "./line_client.ts";

/** What somebody waits for, in milliseconds, one figure each time; `Infinity` where nothing came, or a refusal. */
export interface Testimony {
  readonly ping: readonly number[];
  readonly say: readonly number[];
  /** A direct message to somebody who has gone. */
  readonly tell: readonly number[];
  /** From connecting to being in the lobby. */
  readonly enter: readonly number[];
  /** What was refused, and why, and how often the witness was hung up on. */
  readonly complaints: readonly string[];
}

const everyMs = 1000;
/** Longer than this nobody is waited for. */
const patienceMs = 20_000;
const [witnessAddress, newcomerAddress] = ["127.0.0.2", "127.0.0.3"];

/** A person at another address than the attacker's: pings, says something and sees somebody come, once a second. */
export class Witness implements Disposable {
  readonly #testimony = { ping: [], say: [], tell: [], enter: [], complaints: [] } as {
    readonly [Name in keyof Testimony]: Testimony[Name][number][];
  };
  readonly #waiting = new Map<string, (answer: "answered" | "refused") => void>();
  #client: LineClient | undefined;
  #count = 0;

  constructor(private readonly port: number) {}

  /** Watches until the signal comes, and then until all it waits for is there. */
  async watch(signal: AbortSignal): Promise<Testimony> {
    const { ping, say, tell, enter } = this.#testimony;
    const waits: Promise<unknown>[] = [];
    const absent = "absent";
    await this.#timeNewcomer(enter, absent);
    for (; !signal.aborted; await delay(everyMs, signal)) {
      const { witness, name } = this.#present();
      waits.push(
        this.#time(ping, `p${name}`, (id) => witness.send({ type: "ping", id })),
        this.#time(say, `s${name}`, (id) => {
          witness.send({ type: "say", room: "lobby", text: `still here ${name}`, id });
        }),
        this.#time(tell, `t${name}`, (id) => {
          witness.send({ type: "say", to: absent, text: `come back ${name}`, id });
        }),
        this.#timeNewcomer(enter, `newcomer${name}`),
      );
    }
    await Promise.all(waits);
    return this.#testimony;
  }

  [Symbol.dispose](): void {
    this.#client?.[Symbol.dispose]();
  }

  /** The witness, who comes again when it was hung up on. */
  #present(): { readonly witness: LineClient; readonly name: string } {
    const name = `${this.#count++}`;
    if (this.#client?.isClosed !== false) {
      if (this.#client !== undefined) this.#testimony.complaints.push("hung up on");
      this.#client = new LineClient({
        ...{ port: this.port, from: witnessAddress },
        onLine: (line) => this.#hear(line),
      });
      this.#client.hello(`witness${name}`);
    }
    return { witness: this.#client, name };
  }

  async #time(figures: number[], id: string, ask: (id: string) => void): Promise<void> {
    const beganAtMs = performance.now();
    const answer = new Promise<string>((resolve) => this.#waiting.set(id, resolve));
    ask(id);
    const answered = await Promise.race([answer, elapsed(patienceMs)]) === "answered";
    figures.push(answered ? performance.now() - beganAtMs : Infinity);
  }

  async #timeNewcomer(figures: number[], nick: string): Promise<void> {
    const beganAtMs = performance.now();
    const entered = Promise.withResolvers<true>();
    using newcomer = new LineClient({
      ...{ port: this.port, from: newcomerAddress },
      onLine: (line) => {
        if (line.startsWith('{"type":"joined"')) entered.resolve(true);
        if (line.startsWith('{"type":"error"')) this.#testimony.complaints.push(line);
      },
    });
    newcomer.hello(nick);
    const hasEntered = await Promise.race([entered.promise, elapsed(patienceMs)]) === true;
    figures.push(hasEntered ? performance.now() - beganAtMs : Infinity);
    newcomer.send({ type: "bye" });
    await Promise.race([newcomer.closed, elapsed(patienceMs)]);
  }

  /** Only its own answers have an `id`; the rest, which may be much, is not even decoded. */
  #hear(line: string): void {
    const id = /"id":"([pst]\d+)"/.exec(line)?.[1];
    const isError = line.startsWith('{"type":"error"');
    if (isError) this.#testimony.complaints.push(line);
    if (id === undefined) return;
    this.#waiting.get(id)?.(isError ? "refused" : "answered");
    this.#waiting.delete(id);
  }
}

/** Keeps nothing running that waits for nothing else. */
function elapsed(ms: number): Promise<undefined> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(() => resolve(undefined), ms)));
}
