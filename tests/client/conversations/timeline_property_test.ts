import assert from "node:assert/strict";
import fc from "fast-check";
import { Timeline } from "../../../client/conversations/timeline.ts";
import { said } from "../room_messages.ts";
import { changes } from "../timeline_items.ts";

const maxItems = 8;
const pageSize = 3;

type Fetch = "older" | "newer" | "newest" | "around";
type Step =
  | { readonly type: "say"; readonly gap: number }
  | { readonly type: "fetch"; readonly what: Fetch; readonly place: number }
  | { readonly type: "membership" | "hold" | "release" | "answer" | "expire" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("say" as const),
      gap: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("fetch" as const),
      what: fc.constantFrom<Fetch>("older", "newer", "newest", "around"),
      place: fc.nat(40),
    }),
  },
  { weight: 5, arbitrary: fc.record({ type: fc.constant("answer" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom("membership" as const, "hold", "release", "expire"),
    }),
  },
);

/** A server's log, and a timeline that pages of it come to while all goes on. */
class Model {
  readonly timeline = new Timeline(maxItems);
  /** All that was ever said. */
  readonly log: number[] = [];
  /** The server keeps no older. */
  keptFrom = 0;
  /** Asked for, and made when it was: the answer comes later. */
  #answer: (() => void) | undefined;

  run(step: Step): void {
    switch (step.type) {
      case "say": {
        const seq = (this.log.at(-1) ?? 0) + step.gap;
        this.log.push(seq);
        return this.timeline.append({ type: "said", message: said(seq) });
      }
      case "membership":
        return this.timeline.append(changes({ joined: ["carl"] }));
      case "hold":
      case "release":
        this.timeline.held = step.type === "hold";
        return;
      case "expire":
        this.keptFrom = this.#kept[2] ?? this.keptFrom;
        return;
      case "fetch":
        this.#answer ??= this.#fetch(step.what, step.place);
        return;
      case "answer":
        this.#answer?.();
        this.#answer = undefined;
        return;
      default:
        return step satisfies never;
    }
  }

  get #kept(): readonly number[] {
    return this.log.filter((seq) => seq >= this.keptFrom);
  }

  #fetch(what: Fetch, place: number): () => void {
    const { timeline } = this;
    const { oldestSeq, newestSeq, knownSeq } = timeline;
    switch (what) {
      case "older": {
        const { messages, complete } = this.#before(oldestSeq ?? Infinity);
        return () => {
          if (timeline.oldestSeq === oldestSeq) timeline.prepend(messages, { complete });
        };
      }
      case "newer": {
        const { messages, complete } = this.#after(newestSeq ?? 0);
        return () => {
          const adjoins = !timeline.isLive && timeline.newestSeq === newestSeq;
          if (adjoins) timeline.extend(messages, { complete, knownSeq });
        };
      }
      case "newest": {
        const { messages, complete } = this.#before(Infinity);
        return () => timeline.showAround(messages, { hasOldest: complete, isLive: true, knownSeq });
      }
      case "around": {
        const [before, after] = [this.#before(place + 1), this.#after(place)];
        const messages = [...before.messages, ...after.messages];
        const about = { hasOldest: before.complete, isLive: after.complete, knownSeq };
        return () => timeline.showAround(messages, about);
      }
      default:
        return what satisfies never;
    }
  }

  #before(seq: number) {
    const all = this.#kept.filter((each) => each < seq);
    return {
      messages: all.slice(-pageSize).map((seq) => said(seq)),
      complete: all.length <= pageSize,
    };
  }

  #after(seq: number) {
    const all = this.#kept.filter((each) => each > seq);
    return {
      messages: all.slice(0, pageSize).map((seq) => said(seq)),
      complete: all.length <= pageSize,
    };
  }
}

function seqsOf({ items }: Timeline): number[] {
  return items.flatMap((item) => item.type === "said" ? [item.message.seq] : []);
}

Deno.test("Timeline has a stretch of the history without a gap, whatever comes in whatever order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: "max" }), (steps) => {
      const model = new Model();
      const { timeline, log } = model;
      for (const step of steps) {
        model.run(step);
        const seqs = seqsOf(timeline);
        const [first, last] = [seqs[0], seqs.at(-1)];
        if (first !== undefined && last !== undefined) {
          const isThere = (seq: number) => seqs.includes(seq) || seq >= model.keptFrom;
          const stretch = log.filter((seq) => seq >= first && seq <= last && isThere(seq));
          assert.deepEqual(seqs, stretch, "each once, in order, none that is kept left out");
          assert.deepEqual([timeline.oldestSeq, timeline.newestSeq], [first, last]);
          const beyond = log.filter((seq) => seq > last).length;
          assert.ok(timeline.newer <= beyond, `${timeline.newer} newer, but ${beyond} are`);
          if (timeline.isLive) assert.equal(last, log.at(-1), "live, but the newest is not here");
        }
        assert.ok(timeline.items.length <= maxItems);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("Timeline moves nothing that is read for what comes live", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), fc.nat(20), (steps, count) => {
      const model = new Model();
      for (const step of steps) model.run(step);
      const { timeline } = model;
      timeline.held = true;
      const before = seqsOf(timeline);
      for (let said = 0; said < count; said++) model.run({ type: "say", gap: 1 });
      assert.deepEqual(seqsOf(timeline).slice(0, before.length), before);
    }),
  );
});
