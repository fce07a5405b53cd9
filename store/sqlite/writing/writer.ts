import type { DatabaseSync } from "node:sqlite";
import { reasonOf } from "../../../helpers/reason_of.ts";
import type { EntryDraft, Forgotten, Retention } from "../../store.ts";
import type {
  Answers,
  AppendOutcome,
  MarksOfIdentity,
  RecordWrite,
  Repeat,
  Write,
} from "../threads/calls.ts";
import { inTransaction } from "../file/database.ts";
import { writeReadMarks } from "../records/read_marks.ts";
import { writeRecords } from "../records/records.ts";
import { noteNicks } from "../known_nicks.ts";
import { schemaVersion } from "../migrations/mod.ts";
import { countOlder, indexSome, type IndexStep } from "../indexing/index_step.ts";
import { Statements } from "../statements.ts";
import type { StepState } from "../threads/background_steps.ts";
import { restamp } from "../times.ts";
import { EntryWriter } from "./entry_writer.ts";
import { giveBackPages, noteDeleted, Purging } from "./purging.ts";
import { emptyPlaces, type Place, placesToForget, placesToTrim } from "./trimming.ts";

/** Errors that come from the disk or the file and not from what is written; they may pass. */
const environment = /full|disk I\/O|readonly|locked|busy|malformed|unable to open|out of memory/i;
/** How many pages one step of trimming gives back to the file system. */
const pagesAtOnce = 64;

/** Everything that changes the file once it is open. */
export class Writer implements Answers {
  readonly #sql: Statements;
  readonly #entries: EntryWriter;
  readonly #purging: Purging;

  /** Owns the database from now on. `assertInPlace` throws when its files are gone from where they were opened. */
  constructor(private readonly database: DatabaseSync, private readonly assertInPlace: () => void) {
    this.#sql = new Statements(database);
    this.#entries = new EntryWriter(this.#sql);
    this.#purging = new Purging(this.#sql);
  }

  /** One outcome an append. Throws if nothing was written: then the nicks are not noted, either. */
  write({ appends, nicks }: Write): readonly AppendOutcome[] {
    this.assertInPlace();
    try {
      return this.#transact({ appends, nicks });
    } catch (error) {
      if (appends.length === 0 || environment.test(reasonOf(error))) throw error;
      // One of them is wrong: each is tried alone, so that the others are kept.
      for (const known of nicks) this.#writeAlone({ appends: [], nicks: [known] });
      return appends.flatMap((drafts) => this.#writeAlone({ appends: [drafts], nicks: [] }));
    }
  }

  /** Those of the drafts that are kept already. Writes nothing. */
  repeats(drafts: readonly EntryDraft[]): readonly Repeat[] {
    this.assertInPlace();
    return drafts.flatMap((draft, index) => {
      const first = this.#entries.findRepeated(draft);
      return first === undefined ? [] : [[index, first] as const];
    });
  }

  /** How many places were emptied; 0: nothing is left to be forgotten. */
  trim(keep: Retention): number {
    const places = placesToTrim(this.#sql, keep);
    if (places.length === 0) return 0;
    inTransaction(this.database, () => this.#empty(places));
    giveBackPages(this.#sql, pagesAtOnce);
    return places.length;
  }

  forget(what: Forgotten): number {
    this.assertInPlace();
    const places = placesToForget(this.#sql, what);
    if (places.length === 0) return 0;
    inTransaction(this.database, () => {
      this.#empty(places);
      noteDeleted(this.#sql);
    });
    return places.length;
  }

  restamp(nowMs: number): number {
    const count = inTransaction(this.database, () => restamp(this.#sql, nowMs));
    this.#entries.reread();
    return count;
  }

  trustTime(ts: number): void {
    this.#sql.run("INSERT OR REPLACE INTO clock (one, trusted_ts) VALUES (1, ?)", ts);
  }

  /** SQLite writes the first page also where the number in it stays the same. */
  tryWriting(): void {
    this.assertInPlace();
    this.#sql.database.exec(`PRAGMA user_version = ${schemaVersion}`);
  }

  writeRecords(writes: readonly RecordWrite[]): void {
    this.assertInPlace();
    inTransaction(this.database, () => writeRecords(this.#sql, writes));
  }

  writeReadMarks(marked: readonly MarksOfIdentity[]): void {
    this.assertInPlace();
    inTransaction(this.database, () => writeReadMarks(this.#sql, marked));
  }

  /** What is not yet in the index, and older than what is there. */
  countOlder(): number {
    return countOlder(this.#sql);
  }

  index(): IndexStep {
    return indexSome(this.#sql);
  }

  purge(): StepState {
    return this.#purging.step();
  }

  close(): void {
    this.database.close();
  }

  #empty(places: readonly Place[]): void {
    emptyPlaces(this.#sql, places, this.#entries.reached);
  }

  #writeAlone(write: Write): readonly AppendOutcome[] {
    try {
      return this.#transact(write);
    } catch (error) {
      const why = reasonOf(error);
      // A nick is tried again with whatever is written next, unless it is wrong itself.
      if (write.appends.length === 0 && environment.test(why)) throw error;
      return [{ kind: "refused", why }];
    }
  }

  #transact({ appends, nicks }: Write): AppendOutcome[] {
    const { reached } = this.#entries;
    try {
      return inTransaction(this.database, () => {
        noteNicks(this.#sql, nicks, reached.seq);
        return appends.map((drafts) => ({
          kind: "kept",
          appended: drafts.map((draft) => this.#entries.append(draft)),
        }));
      });
    } catch (error) {
      this.#entries.goBack(reached);
      throw error;
    }
  }
}
