import { testAppend } from "./conformance_append.ts";
import { testPage } from "./conformance_page.ts";
import type { Store } from "../../store/store.ts";

/** Registers what every store must do, for stores that `open` opens empty. */
export function testStore(name: string, open: () => Promise<Store>): void {
  testAppend(name, open);
  testPage(name, open);
}
