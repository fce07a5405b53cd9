import type { JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { compareNicks } from "../../../../helpers/text/nicks.ts";
import { nickColor } from "../../parts/nick_color.ts";

export interface MemberListProps {
  readonly conversation: Conversation;
}

/** Who is in the room. */
export function MemberList({ conversation: { room } }: MemberListProps): JSX.Element {
  const members = [...room?.members.values() ?? []]
    .toSorted((one, other) => compareNicks(one.nick, other.nick));
  return (
    <aside class="members" aria-label="Members">
      <h2>{room?.count ?? 0} here</h2>
      <ul>
        {members.map(({ nick }) => (
          <li key={nick} class={nickColor(nick)}>
            <bdi>{nick}</bdi>
          </li>
        ))}
      </ul>
    </aside>
  );
}
