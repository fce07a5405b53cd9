import type { CommandSummary, RoomMessage, SaidMessage } from "../../../protocol.ts";
import type { ShownResults } from "../../../client/conversations/message_filter.ts";
import { excerptAround, foundIn } from "../../../client/conversations/excerpt.ts";
import { roleMarks } from "../../../helpers/roles.ts";
import { describeResults } from "../../../wording/describe.ts";
import { noticeName } from "../../../wording/notice_name.ts";
import { writingNotes } from "../../../wording/writing_notes.ts";
import { bindingLabel, keyGroups, mouseActions } from "../../keys/key_bindings.ts";
import { inHours } from "../../format.ts";
import type { Look } from "../style/look.ts";
import type { Page, PageEntry } from "./page_view.ts";

type PageClock = Pick<Look, "clock" | "hours">;

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
      {
        title: "Before a nick",
        entries: roleMarks.map(({ mark, meaning }) => pair(mark, meaning)),
      },
    ],
    hint: readingHint,
  };
}

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
    hint: `${readingHint}; F1 shows the keys`,
  };
}

/** What a search found: an entry for each message and, if there is more, one for the next page. */
export function resultsPage(results: ShownResults, look: PageClock): Page {
  const { head, unsearched } = describeResults(results);
  const found: PageEntry[] = results.messages.map((message) => ({
    ...pair(placeOf(message, look), saidBy(message, foundIn(message))),
    isLeftOptional: true,
  }));
  const next: PageEntry[] = results.complete
    ? []
    : [{ right: `more: Enter shows page ${results.page + 1}` }];
  return {
    title: unsearched === undefined ? head : `${head} (${unsearched})`,
    sections: [{ entries: [...found, ...next] }],
    hint: found.length + next.length === 0 ? "Esc closes" : "Enter goes there, Esc closes",
  };
}

function placeOf({ room, ts }: RoomMessage, { clock, hours }: PageClock): string {
  return `${clock.day(ts)} ${inHours(clock.time(ts), hours)} #${room}`;
}

/** As of `excerptAround`. */
export function saidBy({ from, text, kind }: SaidMessage, place = 0): string {
  const excerpt = excerptAround(text, place);
  switch (kind) {
    case "action":
      return `* ${from} ${excerpt}`;
    case "notice":
      return `${noticeName(from)} ${excerpt}`;
    default:
      return `${from}: ${excerpt}`;
  }
}

function pair(left: string, right: string) {
  return { left, right };
}
