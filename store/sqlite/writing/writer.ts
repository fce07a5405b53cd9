import type { DatabaseSync } from "node:sqlite";
import { reasonOf } from "../../../helpers/reason_of.ts";
import type { Draft, Retention } from "../../store.ts";
import type { Kept, Outcome, Write } from "../threads/calls.ts";
import { inTransaction } from "../file/database.ts";
import { EntryWriter } from "./entry_writer.ts";
import { KnownNickWriter } from "../known_nicks.ts";
import { integerOf, oneRow } from "../rows.ts";
import { RoomCounts } from "./room_counts.ts";
import { type Reached, Sequence } from "./sequence.ts";
import { Trimmer } from "./trimmer.ts";

/** Errors that come from the disk or the file and not from what is written; they may pass. */
const environment = /full|disk I\/O|readonly|locked|busy|malformed|unable to open|out of memory/i;

/** Everything that changes the file once it is open. */
export class Writer {
  readonly #database: DatabaseSync;
  readonly #entries: EntryWriter;
  readonly #nicks: KnownNickWriter;
  readonly #trimmer: Trimmer;
  readonly #counts: RoomCounts;
  #reached: Reached;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#entries = new EntryWriter(database);
    this.#nicks = new KnownNickWriter(database);
    this.#counts = new RoomCounts(database);
    this.#trimmer = new Trimmer(database, this.#counts);
    this.#reached = readReached(database, Date.now());
  }

  /** One outcome an append. Throws if nothing was written: then the nicks are not noted, either. */
  write({ appends, nicks }: Write): Outcome[] {
    try {
      return this.#transact({ appends, nicks });
    } catch (error) {
      if (appends.length === 0 || environment.test(reasonOf(error))) throw error;
      // One of the appends is wrong: each is tried alone, so that the others are kept.
      if (nicks.length > 0) this.#noteAlone(nicks);
      return appends.map((drafts) => this.#appendAlone(drafts));
    }
  }

  /** Those of the drafts that are kept already. Writes nothing. */
  repeatsOf(drafts: readonly Draft[]): Kept["repeats"] {
    return this.#entries.repeatsOf(drafts);
  }

  /** How many places were emptied; 0: nothing is left to be forgotten. */
  trim(keep: Retention): number {
    const places = this.#trimmer.next(keep);
    if (places.length === 0) return 0;
    try {
      inTransaction(this.#database, () => this.#trimmer.forget(places, this.#reached));
    } catch (error) {
      this.#counts.clear();
      throw error;
    }
    this.#trimmer.shrink();
    return places.length;
  }

  /** Drops nicks that cannot be noted, which would otherwise be tried for ever. */
  #noteAlone(nicks: Write["nicks"]): void {
    for (const known of nicks) {
      try {
        this.#transact({ appends: [], nicks: [known] });
      } catch (error) {
        if (environment.test(reasonOf(error))) throw error;
      }
    }
  }

  #appendAlone(drafts: readonly Draft[]): Outcome {
    try {
      return this.#transact({ appends: [drafts], nicks: [] })[0] ?? { kind: "refused", why: "" };
    } catch (error) {
      return { kind: "refused", why: reasonOf(error) };
    }
  }

  #transact({ appends, nicks }: Write): Kept[] {
    const sequence = new Sequence(this.#reached);
    const counts = this.#counts;
    try {
      const kept = inTransaction(this.#database, () => {
        this.#nicks.note(nicks);
        const kept = appends.map((drafts) =>
          this.#entries.append(drafts, sequence, (room) => counts.add(room, 1))
        );
        counts.write();
        return kept;
      });
      this.#reached = sequence.reached;
      return kept;
    } catch (error) {
      this.#entries.clearCaches();
      this.#counts.clear();
      throw error;
    }
  }
}

/**
 * How far `seq` and `ts` have come, with what was trimmed. With each opening `seq` goes on from at least the time in
 * milliseconds: where the file is an older copy, clients have seen a `seq` that it does not have, and none must be
 * given twice.
 */
function readReached(database: DatabaseSync, nowMs: number): Reached {
  const row = oneRow(database.prepare(`
    SELECT ifnull(max(seq), 0) AS seq, ifnull(max(ts), 0) AS ts FROM (
      SELECT * FROM (SELECT seq, ts FROM entry ORDER BY seq DESC LIMIT 1)
      UNION ALL SELECT seq, ts FROM reached
    )
  `));
  return { seq: Math.max(integerOf(row, "seq"), nowMs), ts: integerOf(row, "ts") };
}
