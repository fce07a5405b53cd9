import { directRoom, type SaidMessage } from "../../protocol.ts";
import { type Call, callReason } from "./call.ts";
import type { ClientEvent } from "../client_event.ts";
import { type Conversation, directKey, roomKey } from "./conversation.ts";
import type { ConversationList, ConversationsOptions } from "./conversation_list.ts";
import { sameNick } from "../../helpers/nicks.ts";
import { isShown } from "./shown.ts";

const leftOutText = "Too much was missed to fetch it all: what came before this is further up";

/** Puts into conversations what is said, and counts what others say there while nobody looks. */
export class Intake {
  constructor(
    private readonly conversations: ConversationList,
    private readonly options: ConversationsOptions,
  ) {}

  /** Said live. */
  applyLive(message: SaidMessage): Call | undefined {
    if (message.type === "direct") this.conversations.directsReceived(message.seq);
    const conversation = this.#placeOf(message);
    if (conversation === undefined) return undefined;
    conversation.typists.stopped(message.from);
    // The mark stays while something above is unread.
    if (this.#isOwn(message) && conversation.unread === 0) conversation.clearMark();
    const call = this.#callOf(conversation, message);
    this.#append(conversation, message, call);
    return call;
  }

  /** At most one call comes of it. Begins conversations with persons that there are none of yet. */
  applyPage(page: Extract<ClientEvent, { readonly type: "history" }>): Call | undefined {
    const isDirect = page.room === directRoom;
    const room = isDirect ? undefined : this.conversations.find(roomKey(page.room));
    if (isDirect) this.conversations.directsReceived(page.seq);
    const places = isDirect ? this.conversations.directs : room === undefined ? [] : [room];
    if (page.leftOut) { for (const place of places) this.#leaveOut(place); }
    const calls: Call[] = [];
    for (const message of page.messages) {
      const place = this.#placeOf(message);
      if (place === undefined) continue;
      const call = page.missed ? this.#appendMissed(place, message) : undefined;
      if (call !== undefined) calls.push(call);
      if (!page.missed) this.#append(place, message, undefined);
    }
    if (page.progress === undefined) { for (const place of places) place.isCatchingUp = false; }
    room?.received(page.seq);
    return calls.findLast(({ reason }) => reason !== "said") ?? calls.at(-1);
  }

  #leaveOut(place: Conversation): void {
    const isCleared = place.timeline.leaveOut();
    if (!isCleared) return;
    place.leaveOut();
    place.timeline.append({ type: "told", ts: this.options.nowMs(), text: leftOutText });
  }

  /** What is looked at is read at once, but a mark shows where the connection was away. */
  #appendMissed(place: Conversation, message: SaidMessage): Call | undefined {
    const call = this.#callOf(place, message);
    if (call !== undefined) {
      if (this.conversations.isRead(place) && !place.isCatchingUp) place.setMark(message.seq);
      place.isCatchingUp = true;
    }
    this.#append(place, message, call);
    return call;
  }

  /** `call`: what comes of it; without, it is not unread. */
  #append(conversation: Conversation, message: SaidMessage, call: Call | undefined): void {
    const { seq } = message;
    const isUnread = call !== undefined && !this.conversations.isRead(conversation);
    if (isUnread) conversation.countUnread(seq, call.reason !== "said");
    conversation.timeline.append({ type: "said", message });
    conversation.received(seq);
  }

  /** Of what another says whom the person wants to see. */
  #callOf(conversation: Conversation, message: SaidMessage): Call | undefined {
    if (this.#isOwn(message) || !this.#isShown(message)) return undefined;
    const reason = callReason(message, this.options.state.nick);
    return { conversation, message, reason };
  }

  /** Begins a conversation with a person if there is none, but not for somebody ignored. */
  #placeOf(message: SaidMessage): Conversation | undefined {
    if (message.type === "message") return this.conversations.find(roomKey(message.room));
    const peer = this.#isOwn(message) ? message.to : message.from;
    return this.#isShown(message)
      ? this.conversations.openDirect(peer)
      : this.conversations.find(directKey(peer));
  }

  /** A direct message that is not to oneself is one's own, under whatever nick it was said. */
  #isOwn(message: SaidMessage): boolean {
    const { state } = this.options;
    if (sameNick(message.from, state.nick)) return true;
    if (message.type === "message") return state.isOwn(message.from);
    return !sameNick(message.to, state.nick) && !state.formerNicks.has(message.to);
  }

  #isShown(message: SaidMessage): boolean {
    return this.#isOwn(message) ||
      isShown(message, this.options.settings(), this.options.state.nick);
  }
}
