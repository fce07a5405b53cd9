import type { SaidMessage } from "../../../protocol.ts";
import { parseMarkup } from "../../../client/markup.ts";
import { cleanForTerminal } from "../../clean_for_terminal.ts";
import { saidBy } from "./pages.ts";
import type { Page } from "./page_view.ts";

/** A page of what can be copied, and the text of each of its entries. */
export interface CopyPage {
  readonly page: Page;
  readonly texts: readonly string[];
}

/** The links in these messages, then the messages; of both the newest first. */
export function copyPage(messages: readonly SaidMessage[]): CopyPage {
  const newestFirst = messages.toReversed();
  const links = [...new Set(newestFirst.flatMap(({ text }) => linksIn(text).toReversed()))];
  const sections = [
    { title: "Links", entries: links.map((link) => ({ right: link })) },
    { title: "Messages", entries: newestFirst.map((message) => ({ right: saidBy(message) })) },
  ].filter(({ entries }) => entries.length > 0);
  return {
    page: { title: "Copy", sections, hint: "Enter copies, Esc closes" },
    texts: [...links, ...newestFirst.map(({ text }) => cleanForTerminal(text))],
  };
}

function linksIn(text: string): readonly string[] {
  return parseMarkup(cleanForTerminal(text)).flatMap((block) =>
    block.type === "code" ? [] : block.lines.flat().flatMap(({ link }) => link ?? [])
  );
}
