import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { withoutIgnored } from "../../../../client/conversations/message_filter.ts";
import type { ResultsMessage } from "../../../../protocol.ts";
import { describeResults } from "../../../../wording/describe.ts";
import { useChat } from "../../chat/chat_context.ts";
import { IconButton } from "../../parts/icon_button.tsx";
import { returnFocus } from "../../parts/layers/return_focus.ts";
import { TextField } from "../../parts/fields/text_field.tsx";
import { useBackCloses } from "../../parts/layers/use_back_closes.ts";
import { useKeptFocus } from "../../parts/lists/use_roving_row.ts";
import { FoundRow } from "./found_row.tsx";
import { useValue } from "../../parts/use_value.ts";

/** Where one searches in what was said. */
export function SearchPanel(): JSX.Element {
  const { search, connection } = useChat();
  const panel = useRef<HTMLElement>(null);
  const finding = useValue(search.finding);
  const [query, setQuery] = useState(finding.type === "results" ? finding.query : "");
  const close = () => search.close();
  useFocusWithin(panel);
  useLayoutEffect(() => panel.current?.scrollTo(0, 0), [finding]);
  useKeptFocus(panel.current, () => panel.current?.focus());
  useBackCloses(true, close);
  const isLost = connection.value.type === "lost";
  return (
    <aside
      ref={panel}
      class="search-panel scroller"
      aria-label="Search"
      tabIndex={-1}
    >
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          search.ask(query);
        }}
      >
        <TextField
          label="Search what was said"
          hint="Words, “words in a row”, -word, from:NICK in:ROOM on:DATE after:7d before:2w"
          value={query}
          onInput={setQuery}
          error={finding.type === "failed" ? finding.problem : undefined}
        />
        <button type="submit" class="button primary">Search</button>
        <IconButton icon="close" label="Close the search" onClick={close} />
      </form>
      <p role="status">
        {finding.type === "waiting" && (isLost ? "There is no connection now" : "Searching…")}
        {finding.type === "results" && <Head results={finding} />}
      </p>
      {finding.type === "results" && <Results results={finding} />}
    </aside>
  );
}

/** How much was found, or that nothing was. */
function Head({ results }: { readonly results: ResultsMessage }): JSX.Element {
  const { head, unsearched } = describeResults(useShown(results));
  return <>{unsearched === undefined ? head : `${head} (${unsearched})`}</>;
}

function Results({ results }: { readonly results: ResultsMessage }): JSX.Element {
  const { search } = useChat();
  return (
    <>
      <ol>
        {useShown(results).messages.map((message) => (
          <FoundRow key={`${message.room} ${message.seq}`} message={message} />
        ))}
      </ol>
      {!results.complete && (
        <button
          type="button"
          class="button"
          onClick={() => search.askMore(results)}
        >
          Show more
        </button>
      )}
    </>
  );
}

/** Without what is of people who are ignored. */
function useShown(results: ResultsMessage): ResultsMessage {
  const { settings, state } = useChat();
  return withoutIgnored(results, settings.value, state) ?? results;
}

/** As it opens; if it is still there at the end, the focus comes back to where it was. */
function useFocusWithin(panel: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = panel.current;
    element?.querySelector("input")?.focus();
    return () => {
      if (element?.contains(document.activeElement)) returnFocus(before);
    };
  }, []);
}
