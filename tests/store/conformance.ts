import { testAppend } from "./conformance_append.ts";
import { testDirect } from "./conformance_direct.ts";
import { testNicks } from "./conformance_nicks.ts";
import { testPage } from "./conformance_page.ts";
import { testPerson } from "./conformance_person.ts";
import { type MakePlace, testReopening } from "./conformance_reopen.ts";
import { testSearch } from "./conformance_search.ts";
import { testTrim } from "./conformance_trim.ts";
import type { Store } from "../../store/store.ts";

/**
 * Registers what every store must do, for stores that `open` opens empty; with `makePlace` also what one must do that
 * outlives the program.
 */
export function testStore(name: string, open: () => Promise<Store>, makePlace?: MakePlace): void {
  testAppend(name, open);
  testPage(name, open);
  testSearch(name, open);
  testTrim(name, open);
  testDirect(name, open);
  testPerson(name, open);
  testNicks(name, open);
  if (makePlace !== undefined) testReopening(name, makePlace);
}
