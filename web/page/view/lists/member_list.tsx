import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import {
  type MemberList as Members,
  membersOf,
} from "../../../../client/conversations/members_of.ts";
import { typistsIn } from "../../../../client/conversations/speaking.ts";
import { roleMark, roleName } from "../../../../helpers/roles.ts";
import { foldNick } from "../../../../helpers/text/nicks.ts";
import type { MemberSummary } from "../../../../protocol.ts";
import { useChat } from "../../chat/chat_context.ts";
import { nickColor } from "../../parts/nick_color.ts";
import { TextField } from "../../parts/fields/text_field.tsx";
import { VirtualList } from "../../parts/lists/virtual_list.tsx";
import { SubjectMenu } from "../parts_on_demand.tsx";

export interface MemberListProps {
  readonly conversation: Conversation;
}

/** Of more members one is found by typing. */
const manyMembers = 30;
/** As many as a client knows of a room at most. */
const mostMembers = 10_000;

interface Chosen {
  readonly who: MemberSummary;
  readonly anchor: Element;
}

/** Who is in the room. */
export function MemberList({ conversation }: MemberListProps): JSX.Element {
  const { state, settings, monotonicMs } = useChat();
  const { members, count } = useMembers(conversation);
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState<Chosen>();
  const found = wanted === ""
    ? members
    : members.filter(({ nick }) => foldNick(nick).includes(foldNick(wanted)));
  const typists = typistsIn(conversation, state, settings.value, monotonicMs());
  const others = count - members.length;
  return (
    <aside class="members scroller" aria-label="Members">
      <h2>{count} here</h2>
      {members.length > manyMembers && (
        <TextField label="Find somebody" value={wanted} onInput={setWanted} />
      )}
      <VirtualList
        label="Members"
        items={found}
        keyOf={({ nick }) => nick}
        renderRow={(member, tabIndex) => (
          <MemberButton
            member={member}
            isTyping={typists.includes(member.nick)}
            tabIndex={tabIndex}
            onClick={(anchor) => setChosen({ who: member, anchor })}
          />
        )}
      />
      {others > 0 && <p class="quiet">and {others} more</p>}
      {chosen && (
        <SubjectMenu
          subject={{ type: "member", who: chosen.who }}
          anchor={chosen.anchor}
          onClose={() => setChosen(undefined)}
        />
      )}
    </aside>
  );
}

interface MemberButtonProps {
  readonly member: MemberSummary;
  readonly isTyping: boolean;
  readonly tabIndex: 0 | -1;
  readonly onClick: (button: Element) => void;
}

function MemberButton({ member, isTyping, tabIndex, onClick }: MemberButtonProps): JSX.Element {
  const { nick, role, away } = member;
  const facts = [
    roleName(role),
    away === undefined ? undefined : `away ${away}`.trim(),
    isTyping ? "typing" : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      class={`list-row ${away === undefined ? nickColor(nick) : "quiet"}`}
      aria-haspopup="menu"
      title={facts.join(", ")}
      onClick={({ currentTarget }) => onClick(currentTarget)}
    >
      <bdi>
        <span aria-hidden="true">{roleMark(role)}</span>
        {nick}
      </bdi>
      {facts.length > 0 && <span class="unseen">, {facts.join(", ")}</span>}
      {isTyping && <span aria-hidden="true">…</span>}
    </button>
  );
}

/** Sorted again only where somebody came, went or changed. */
function useMembers(conversation: Conversation): Members {
  const last = useRef<{ readonly all: readonly MemberSummary[]; readonly sorted: Members } | null>(
    null,
  );
  const all = [...conversation.room?.members.values() ?? []];
  const before = last.current;
  const isSame = before?.all.length === all.length &&
    all.every((member, index) => member === before.all[index]);
  const sorted = before && isSame ? before.sorted : membersOf(conversation, mostMembers);
  last.current = { all, sorted };
  return { members: sorted.members, count: conversation.room?.count ?? 0 };
}
