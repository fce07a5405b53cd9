import { setNewest } from "../../helpers/set_newest.ts";
import type { ErrorMessage, ReadMessage, ServerMessage } from "../../protocol.ts";
import { retryWaitMs } from "../connection/backoff.ts";
import type { ConnectedEvent } from "../client_event.ts";
import type { ReadPlace } from "../chat_client.ts";

/** As long as that is between two: each counts for the rate at which one may speak. */
const usualEveryMs = 1000;
/** Told at once at the end. */
const maxLast = 5;
/** As many as a server keeps of one person, and some. */
const maxPlaces = 400;

/** The `id` of all that is told: its only answer is a refusal, of which nobody is told. */
const readId = "read";

/** Tells the server how far one has read, where that is further than it knows: the newest of each place, now and then. */
export class ReadTeller {
  /** By place, what the server knows or was told on this connection. */
  readonly #known = new Map<string, number>();
  readonly #waiting = new Map<string, ReadPlace>();
  /** What perhaps nobody has looked at. */
  readonly #shown = new Map<string, ReadPlace>();
  #last: ReadPlace | undefined;
  #send: ((message: ReadMessage) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly everyMs: number = usualEveryMs) {}

  /** There is a connection, perhaps to a server that keeps nothing of it. */
  connected(
    send: (message: ReadMessage) => void,
    { resumed, welcome: { features } }: Pick<ConnectedEvent, "resumed" | "welcome">,
  ): void {
    const isKept = features.includes("read");
    if (!resumed) {
      this.#known.clear();
      this.#shown.clear();
    }
    if (!resumed || !isKept) this.#waiting.clear();
    if (isKept) this.#send = send;
    this.#tellNext();
  }

  disconnected(): void {
    this.#send = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // It may not have arrived.
    if (this.#last !== undefined) this.#tellAgain(this.#last);
  }

  /** May be told as often as one likes. */
  tell(place: ReadPlace): void {
    const key = keyOf(place);
    if (place.seq <= (this.#known.get(key) ?? 0)) return;
    setNewest(this.#waiting, key, place, maxPlaces);
    if (this.#timer === undefined) this.#tellNext();
  }

  /** Counts as read once somebody is known to sit there. */
  shown(places: readonly ReadPlace[]): void {
    for (const place of places) setNewest(this.#shown, keyOf(place), place, maxPlaces);
  }

  /** Somebody sits there: what was shown is read. */
  attended(): void {
    for (const place of this.#shown.values()) this.tell(place);
    this.#shown.clear();
  }

  /** True if the message is a refusal of what was told, of which nobody need know. */
  settle(message: ServerMessage): boolean {
    if (message.type === "read") this.#received(message);
    if (message.type !== "error" || message.id !== readId) return false;
    this.#refused(message);
    return true;
  }

  /** Tells what still waits, if that is little: it is the end. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const place of [...this.#waiting.values()].slice(-maxLast)) this.#tell(place);
    this.disconnected();
  }

  #received(read: ReadMessage): void {
    const key = keyOf(read);
    this.#know(key, read.seq);
    if ((this.#waiting.get(key)?.seq ?? Infinity) <= read.seq) this.#waiting.delete(key);
  }

  /** What was told last, as far as is known. */
  #refused(error: ErrorMessage): void {
    if (error.code !== "rate_limited" || this.#last === undefined) return;
    this.#tellAgain(this.#last);
    clearTimeout(this.#timer);
    this.#later(retryWaitMs(error));
  }

  /** What was read last goes first. */
  #tellNext(): void {
    const place = [...this.#waiting.values()].at(-1);
    if (place === undefined || this.#send === undefined) return;
    this.#tell(place);
    this.#later(this.everyMs);
  }

  #tell(place: ReadPlace): void {
    const key = keyOf(place);
    this.#waiting.delete(key);
    this.#know(key, place.seq);
    this.#last = place;
    this.#send?.({ type: "read", ...place, id: readId });
  }

  #tellAgain(place: ReadPlace): void {
    const key = keyOf(place);
    if (this.#known.get(key) !== place.seq) return;
    this.#known.delete(key);
    if (!this.#waiting.has(key)) setNewest(this.#waiting, key, place, maxPlaces);
  }

  #know(key: string, seq: number): void {
    setNewest(this.#known, key, Math.max(seq, this.#known.get(key) ?? 0), maxPlaces);
  }

  #later(afterMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tellNext();
    }, afterMs);
  }
}

function keyOf(place: ReadPlace): string {
  return "with" in place ? `@${place.with}` : `#${place.room}`;
}
