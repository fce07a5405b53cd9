import type { JSX } from "preact";
import type { Announcer } from "./announcer.ts";
import { useValue } from "./use_value.ts";

/** Reads aloud what the announcer has, when the screen reader is done with what it reads. One in a page. */
export function LiveRegion({ announcer }: { readonly announcer: Announcer }): JSX.Element {
  const { number, text } = useValue(announcer.announcement);
  return (
    <div class="unseen" role="status">
      <p key={number}>{text}</p>
    </div>
  );
}
