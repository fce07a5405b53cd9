import type { JSX } from "preact";
import { type IconName, icons } from "./icons.ts";

/** As high as the text around it. It says nothing aloud: what it stands for is written or labelled beside it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
