import type { CommandSummary, ResultsMessage, RoomMessage } from "../../protocol.ts";
import { describeResults } from "../describe_pages.ts";
import { bindingLabel, keyGroups, mouseActions } from "./key_bindings.ts";
import type { RowClock } from "./look.ts";
import type { Page, PageEntry } from "./page_view.ts";

const readingHint = "PgUp and PgDn scroll, Esc closes";

/** All keys, from the table that makes them work. */
export function keysPage(): Page {
  const mouse = mouseActions.map(({ what, summary }) => pair(what, summary));
  return {
    title: "Keys",
    sections: [
      ...keyGroups.map(({ title, bindings }) => ({
        title,
        entries: bindings.map((binding) => pair(bindingLabel(binding), binding.summary)),
      })),
      { title: "Mouse", entries: mouse },
    ],
    hint: readingHint,
  };
}

/** What may be written besides plain words; each with what comes of it. */
export const writingNotes: readonly { readonly what: string; readonly summary: string }[] = [
  { what: "//text", summary: "Says /text, which is no command then" },
  {
    what: "*bold* _italic_ `code`",
    summary: "Look so; ``` on a line begins and ends lines of code",
  },
  { what: ":name", summary: "Tab makes an emoji of it" },
];

export function helpPage(commands: readonly CommandSummary[]): Page {
  return {
    title: "Help",
    sections: [
      {
        title: "Commands",
        entries: commands.map(({ usage, summary }) => pair(usage, summary)),
      },
      {
        title: "In what you write",
        entries: writingNotes.map(({ what, summary }) => pair(what, summary)),
      },
    ],
    hint: `${readingHint}; ? on an empty line shows the keys`,
  };
}

/** What a search found: an entry for each message and, if there is more, one for the next page. */
export function resultsPage(results: ResultsMessage, clock: RowClock): Page {
  const { head, more } = describeResults(results);
  const found: PageEntry[] = results.messages.map((message) =>
    pair(placeOf(message, clock), saidBy(message))
  );
  const next: PageEntry[] = more === undefined ? [] : [{ type: "text", text: more }];
  return {
    title: head,
    sections: [{ entries: [...found, ...next] }],
    hint: "Enter goes there, Esc closes",
  };
}

function placeOf({ room, ts }: RoomMessage, clock: RowClock): string {
  return `${clock.day(ts)} ${clock.time(ts)} #${room}`;
}

function saidBy({ from, text, kind }: RoomMessage): string {
  return kind === "action" ? `* ${from} ${text}` : `${from}: ${text}`;
}

function pair(left: string, right: string): PageEntry {
  return { type: "pair", left, right };
}
