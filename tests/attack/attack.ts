/** Where the attacker finds the server, and how long it goes on. */
export interface Target {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly signal: AbortSignal;
}

/** One case: what somebody does to a server so that others are held up. */
export interface Attack {
  /** For `--only`, and in the table. */
  readonly name: string;
  /** For how long at least in the long form, where it does not show at once. */
  readonly leastSeconds?: number;
  /** Further options of the server. */
  readonly serverOptions?: readonly string[];
  /** The server can write to no file meanwhile: what is said is refused, and said again when it is over. Linux only. */
  readonly diskIsFull?: boolean;
  /** Runs in a process of its own. Goes on until the signal comes; only what is the test's own fault throws. */
  run(target: Target): Promise<void>;
}
