import { delay } from "../../helpers/delay.ts";
import { LineClient } from "./line_client.ts";

/**
 * What somebody waits for, in milliseconds, one figure each time; `Infinity` where nothing came, or a refusal that is
 * not due to a full disk.
 */
export interface Testimony {
  readonly ping: readonly number[];
  readonly say: readonly number[];
  /** A direct message to somebody who has gone. */
  readonly tell: readonly number[];
  /** From connecting to being in the lobby. */
  readonly enter: readonly number[];
  /** What was refused, and why, and how often the witness was hung up on. */
  readonly complaints: readonly string[];
  /** How often it was told that the full disk keeps nothing. */
  readonly notKept: number;
}

/** As if they were one person's. */
export function joinTestimonies(testimonies: readonly Testimony[]): Testimony {
  return {
    ping: testimonies.flatMap(({ ping }) => ping),
    say: testimonies.flatMap(({ say }) => say),
    tell: testimonies.flatMap(({ tell }) => tell),
    enter: testimonies.flatMap(({ enter }) => enter),
    complaints: testimonies.flatMap(({ complaints }) => complaints),
    notKept: testimonies.reduce((sum, { notKept }) => sum + notKept, 0),
  };
}

const everyMs = 1000;
/** Longer than this nobody is waited for. */
const patienceMs = 20_000;

export interface WitnessOptions {
  readonly port: number;
  /** The server's own, as PEM: over TLS. Absent: in the clear. */
  readonly certificate?: string;
  /** All its nicks begin with it. */
  readonly name: string;
  /** Two of the loopback interface: where it is, and where newcomers come from. */
  readonly addresses: readonly [string, string];
}

/** A person at another address than the attacker's: pings, says something and sees somebody come, once a second. */
export class Witness implements Disposable {
  /** Whether what it says from now on is to be refused, since nothing can be kept. */
  diskIsFull = false;
  readonly #testimony = { ping: [], say: [], tell: [], enter: [], complaints: [] } as {
    readonly [Name in Exclude<keyof Testimony, "notKept">]: Testimony[Name][number][];
  };
  #notKept = 0;
  readonly #settled = Promise.withResolvers<void>();
  readonly #waiting = new Map<string, (refusal: string | undefined) => void>();
  #client: LineClient | undefined;
  #count = 0;

  constructor(private readonly options: WitnessOptions) {}

  /** Watches until the signal comes, and then until all it waits for is there. */
  async watch(signal: AbortSignal): Promise<Testimony> {
    const { ping, say, tell, enter } = this.#testimony;
    const waits: Promise<unknown>[] = [];
    const absent = `${this.options.name}-absent`;
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
        this.#timeNewcomer(enter, `${this.options.name}-new${name}`),
      );
      void Promise.all(waits).then(() => this.#settled.resolve());
    }
    await Promise.all(waits);
    return { ...this.#testimony, notKept: this.#notKept };
  }

  /** Resolves when it has got all that it waited for once. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  [Symbol.dispose](): void {
    this.#client?.[Symbol.dispose]();
  }

  /** The witness, who comes again when it was hung up on. */
  #present(): { readonly witness: LineClient; readonly name: string } {
    const name = `${this.#count++}`;
    const { port, certificate, addresses: [from] } = this.options;
    if (this.#client?.isClosed !== false) {
      if (this.#client !== undefined) this.#testimony.complaints.push("hung up on");
      this.#client = new LineClient({
        ...{ port, certificate, from },
        onLine: (line) => this.#hear(line),
      });
      this.#client.hello(`${this.options.name}${name}`);
    }
    return { witness: this.#client, name };
  }

  async #time(figures: number[], id: string, ask: (id: string) => void): Promise<void> {
    const beganAtMs = performance.now();
    const { diskIsFull } = this;
    const answer = new Promise<boolean>((resolve) =>
      this.#waiting.set(id, (refusal) => resolve(this.#isRight(refusal, diskIsFull)))
    );
    ask(id);
    const isRight = await Promise.race([answer, elapsed(patienceMs)]) === true;
    figures.push(isRight ? performance.now() - beganAtMs : Infinity);
  }

  #isRight(refusal: string | undefined, diskIsFull: boolean): boolean {
    if (refusal === undefined) return true;
    if (diskIsFull && refusal.includes('"code":"storage_failed"')) {
      this.#notKept++;
      return true;
    }
    this.#testimony.complaints.push(refusal);
    return false;
  }

  async #timeNewcomer(figures: number[], nick: string): Promise<void> {
    const beganAtMs = performance.now();
    const { port, certificate, addresses: [, from] } = this.options;
    const entered = Promise.withResolvers<true>();
    using newcomer = new LineClient({
      ...{ port, certificate, from },
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
    const refusal = line.startsWith('{"type":"error"') ? line : undefined;
    const settle = id === undefined ? undefined : this.#waiting.get(id);
    if (settle === undefined) {
      if (refusal !== undefined) this.#testimony.complaints.push(refusal);
      return;
    }
    this.#waiting.delete(id ?? "");
    settle(refusal);
  }
}

/** Keeps nothing running that waits for nothing else. */
function elapsed(ms: number): Promise<undefined> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(() => resolve(undefined), ms)));
}
