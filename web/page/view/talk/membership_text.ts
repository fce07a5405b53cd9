import type { MembershipChanges } from "../../../../client/conversations/timeline_item.ts";

const maxNamed = 8;

/** Who came and went, in one line. */
export function membershipText({ joined, left, passed, others }: MembershipChanges): string {
  let room = maxNamed;
  const [came, went, both] = [joined, left, passed].map((nicks) => {
    const named = nicks.slice(0, room);
    room -= named.length;
    return named.join(", ");
  });
  const unnamed = others + Math.max(0, joined.length + left.length + passed.length - maxNamed);
  return [
    ...came ? [`${came} joined`] : [],
    ...went ? [`${went} left`] : [],
    ...both ? [`${both} came and went`] : [],
    ...unnamed > 0 ? [`and ${unnamed} ${unnamed === 1 ? "other" : "others"}`] : [],
  ].join(" · ");
}
