import type { OpenPage } from "./pages/open_page.ts";

/** What lies over the conversation for a while. */
export class Overlay {
  /** Read in place of the conversation. */
  page: OpenPage | undefined;
  /** What the person is to know about the last key; the next one takes it away. */
  hint: string | undefined;
}
