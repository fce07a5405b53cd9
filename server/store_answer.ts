import { within } from "../helpers/within.ts";

/** Longer than this nothing waits for what the store is to read. */
const withinMs = 10_000;

/** What the store answers. Rejects as the store does, and where no answer comes. */
export async function storeAnswer<Answer>(asked: Promise<Answer>): Promise<Answer> {
  const answered = await within(withinMs, asked.then((answer) => ({ answer })));
  if (answered === undefined) throw new Error(`no answer within ${withinMs / 1000} s`);
  return answered.answer;
}
