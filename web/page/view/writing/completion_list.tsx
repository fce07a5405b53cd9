import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Completing } from "./completing.ts";

export const completionListId = "completions";

export function completionId(index: number): string {
  return `${completionListId}-${index}`;
}

export interface CompletionListProps {
  readonly list: Completing;
  readonly onChoose: (index: number) => void;
}

/** What a word may be completed to: the listbox of WAI-ARIA's combobox pattern, whose keys the input has. */
export function CompletionList({ list, onChoose }: CompletionListProps): JSX.Element {
  const selected = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => selected.current?.scrollIntoView({ block: "nearest" }), [list.taken]);
  return (
    <ul
      id={completionListId}
      class="completions scroller"
      role="listbox"
      aria-label="Completions"
      // What scrolls can be reached by keys (WCAG 2.1.1), as browsers see to by themselves.
      tabIndex={0}
      // The input keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {list.candidates.map(({ text, label, detail }, index) => (
        <li
          key={text}
          id={completionId(index)}
          ref={index === list.taken ? selected : undefined}
          role="option"
          aria-selected={index === list.taken}
          onClick={() => onChoose(index)}
        >
          <bdi>{label}</bdi> <span class="quiet">{detail}</span>
        </li>
      ))}
    </ul>
  );
}
