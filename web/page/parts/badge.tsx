import type { JSX } from "preact";

export interface BadgeProps {
  readonly count: number;
  /** What is counted, read aloud after the number: `unread`, `mentions`. */
  readonly label: string;
  readonly isUrgent?: boolean;
}

/** A count, or nothing for none. */
export function Badge({ count, label, isUrgent = false }: BadgeProps): JSX.Element | null {
  if (count <= 0) return null;
  return (
    <span class={isUrgent ? "badge urgent" : "badge"}>
      <span aria-hidden="true">{count > 999 ? "999+" : count}</span>
      <span class="unseen">{`, ${count} ${label}`}</span>
    </span>
  );
}
