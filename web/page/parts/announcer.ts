import { Observable } from "./observable.ts";

export type Wait = (run: () => void, milliseconds: number) => void;

export interface Announcement {
  /** Another for each, so that the same text is read twice. */
  readonly number: number;
  readonly text: string;
}

/** Lines that are read in one announcement; of more, the newest. */
const mostLines = 3;
/** How long nothing else is read after an announcement, in milliseconds. */
const pause = 1_000;
/** After one that had to leave lines out: what comes faster than anybody listens is told now and then. */
const pauseInFlood = 5_000;
/** Code units of a line; longer ones end with an ellipsis. */
const longestLine = 300;

/** What screen readers read aloud without being asked, and never more than they can. */
export class Announcer {
  readonly announcement: Observable<Announcement> = new Observable<Announcement>({
    number: 0,
    text: "",
  });
  readonly #wait: Wait;
  #lines: string[] = [];
  #leftOut = 0;
  #isPausing = false;

  constructor(wait: Wait = (run, milliseconds) => setTimeout(run, milliseconds)) {
    this.#wait = wait;
  }

  /** At once, or together with others after the pause that follows an announcement. */
  say(line: string): void {
    this.#lines.push(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
    if (this.#lines.length > mostLines) {
      this.#lines.shift();
      this.#leftOut++;
    }
    if (!this.#isPausing) this.#announce();
  }

  #announce(): void {
    const lines = this.#leftOut > 0 ? [`${this.#leftOut} more`, ...this.#lines] : this.#lines;
    const { number } = this.announcement.value;
    this.announcement.value = { number: number + 1, text: lines.join("\n") };
    this.#isPausing = true;
    this.#wait(() => {
      this.#isPausing = false;
      if (this.#lines.length > 0) this.#announce();
    }, this.#leftOut > 0 ? pauseInFlood : pause);
    this.#lines = [];
    this.#leftOut = 0;
  }
}
