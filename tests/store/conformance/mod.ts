import { testAppend } from "./append.ts";
import { testConversations } from "./conversations.ts";
import { testDeletion } from "./deletion.ts";
import { testDirect } from "./direct.ts";
import { testForget } from "./forget.ts";
import { testNicks } from "./nicks.ts";
import { testPage } from "./page.ts";
import { testPerson } from "./person.ts";
import { type MakePlace, testReopening } from "./reopen.ts";
import { testAuditBound, testRecords, testReopenedRecords } from "./records.ts";
import { testReadMarks, testReopenedReadMarks } from "./read_marks.ts";
import { testRestamp } from "./restamp.ts";
import { testSearch } from "./search.ts";
import { testTimes } from "./times.ts";
import { testTrim } from "./trim.ts";
import type { Store } from "../../../store/store.ts";

/**
 * Registers what every store must do, for stores that `open` opens empty; with `makePlace` also what one must do that
 * outlives the program.
 */
export function testStore(name: string, open: () => Promise<Store>, makePlace?: MakePlace): void {
  testAppend(name, open);
  testDeletion(name, open);
  testPage(name, open);
  testTimes(name, open);
  testConversations(name, open);
  testSearch(name, open);
  testTrim(name, open);
  testForget(name, open);
  testRestamp(name, open);
  testDirect(name, open);
  testPerson(name, open);
  testNicks(name, open);
  testRecords(name, open);
  testAuditBound(name, open);
  testReadMarks(name, open);
  if (makePlace === undefined) return;
  testReopening(name, makePlace);
  testReopenedRecords(name, makePlace);
  testReopenedReadMarks(name, makePlace);
}
