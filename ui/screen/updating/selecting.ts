import { membersOf } from "../../../client/conversations/members_of.ts";
import { isSame, type Somebody } from "../../../client/people.ts";
import type { SaidMessage } from "../../../protocol.ts";
import { freezeConversation } from "../bare_view.ts";
import { scrollToMember } from "../drawing/lists.ts";
import { timelineSource } from "../drawing/timeline_source.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { findMember, findMessage, hasMenu, type Subject } from "../../../client/menus/subject.ts";

/** Selects the last message that is seen. */
export function startSelecting(state: ScreenState): void {
  const message = selectable(freezeConversation(state)).at(-1);
  if (message === undefined) return showHint(state, "There is no message to be selected here");
  select(state, { type: "message", message }, { isByKey: true });
}

export function select(
  state: ScreenState,
  subject: Subject,
  { isByKey }: { readonly isByKey: boolean },
): void {
  const { selecting, reading, conversations: { current } } = state;
  const isAtEnd = reading.viewport(current).type === "end";
  const begun = selecting ?? { isByKey, wasAtEnd: isAtEnd };
  if (isAtEnd) reading.hold(current);
  state.selecting = { ...begun, menu: undefined, conversation: current, subject };
}

/** Goes back to the end, if that was looked at. */
export function endSelecting(state: ScreenState): void {
  const { selecting, reading } = state;
  state.selecting = undefined;
  if (selecting?.wasAtEnd) void reading.toNewest(selecting.conversation);
}

/** What is selected is looked for after each event: it may be gone, or the person be elsewhere. */
export function settleSelecting(state: ScreenState): void {
  const { selecting, conversations: { current } } = state;
  if (selecting === undefined) return;
  const { conversation, subject, menu } = selecting;
  if (conversation !== current) return endSelecting(state);
  // What a menu offers for somebody may be done after they have gone.
  const problem = subject.type === "message"
    ? findMessage(conversation, subject.message) === undefined && "The message is gone"
    : menu === undefined && findMember(conversation, subject.who) === undefined &&
      `${subject.who.nick} is gone`;
  if (problem === false) return;
  endSelecting(state);
  showHint(state, problem);
}

/** So many further down or, if negative, up. */
export function moveSelection(state: ScreenState, by: number): void {
  const subject = state.selecting?.subject;
  if (subject?.type === "message") stepMessage(state, subject.message, by);
  if (subject?.type === "member") stepMember(state, subject.who, by);
}

/** Older ones are fetched when the first is come to. */
function stepMessage(state: ScreenState, from: SaidMessage, by: number): void {
  const { reading, conversations: { current } } = state;
  const source = timelineSource(current, state);
  const messages = selectable(source.items.filter((item) => source.isShown(item)));
  const index = messages.findIndex(({ seq }) => seq === from.seq);
  const message = messages[Math.max(0, Math.min(messages.length - 1, index + by))];
  if (message === undefined) return;
  select(state, { type: "message", message }, { isByKey: true });
  reading.reveal(current, message.seq);
}

function stepMember(state: ScreenState, from: Somebody, by: number): void {
  const { conversations: { current } } = state;
  const { members } = membersOf(current);
  const index = members.findIndex((member) => isSame(member, from));
  const who = members[Math.max(0, Math.min(members.length - 1, index + by))];
  if (who === undefined) return;
  select(state, { type: "member", who }, { isByKey: true });
  revealMember(state, members.indexOf(who));
}

function revealMember(state: ScreenState, index: number): void {
  const { memberScrolls, conversations: { current }, height } = state;
  const scroll = memberScrolls.get(current) ?? 0;
  memberScrolls.set(current, scrollToMember(membersOf(current), height, index, scroll));
}

/** From the messages to the members, to whoever said it if that is one, and back. */
export function toOtherList(state: ScreenState): void {
  const { selecting, conversations: { current }, areMembersShown } = state;
  if (selecting?.subject.type === "member") return startSelecting(state);
  if (!areMembersShown || selecting?.subject.type !== "message") {
    return showHint(state, "The members are not shown here: /menu NICK opens the menu of one");
  }
  const { from: nick, person } = selecting.subject.message;
  const { members } = membersOf(current);
  const who = members.find((member) => isSame(member, { nick, person })) ?? members[0];
  if (who === undefined) return;
  select(state, { type: "member", who }, { isByKey: true });
  revealMember(state, members.indexOf(who));
}

function selectable(items: ReturnType<typeof freezeConversation>): readonly SaidMessage[] {
  return items.flatMap((item) =>
    item.type === "said" && hasMenu(item.message) ? [item.message] : []
  );
}
