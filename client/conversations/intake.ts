import { type DirectMessage, directRoom, type SaidMessage } from "../../protocol.ts";
import { type Alert, alertReason } from "./alert.ts";
import type { ClientEvent } from "../client_event.ts";
import { isSpoken } from "./deletion.ts";
import { type Conversation, directKey, roomKey } from "./conversation.ts";
import type { ConversationList, ConversationsOptions } from "./conversation_list.ts";
import type { Somebody } from "../people.ts";
import { isShown } from "./message_filter.ts";

const leftOutText = "Too much was missed to fetch it all: what came before this is further up";

/** Puts into conversations what is said, and counts what others say there while nobody looks. */
export class Intake {
  constructor(
    private readonly conversations: ConversationList,
    private readonly options: ConversationsOptions,
  ) {}

  /** Said live. */
  applyLive(message: SaidMessage): Alert | undefined {
    if (message.type === "direct") this.conversations.directsReceived(message.seq);
    this.#takeOut(message);
    const conversation = this.#conversationOf(message);
    if (conversation === undefined) return undefined;
    if (message.type === "direct") this.#follow(conversation, this.#peerOf(message));
    conversation.typists.stopped(message.from);
    // The mark stays while something above is unread.
    if (this.options.state.isOwnMessage(message) && conversation.unread === 0) {
      conversation.clearMark();
    }
    const isNew = !conversation.isReadUpTo(message.seq);
    const alert = isNew ? this.#alertOf(conversation, message) : undefined;
    this.#append(conversation, message, alert);
    return alert;
  }

  /** At most one alert comes of it. Begins conversations with persons that there are none of yet. */
  applyPage(page: Extract<ClientEvent, { readonly type: "history" }>): Alert | undefined {
    const isDirect = page.room === directRoom;
    const room = isDirect ? undefined : this.conversations.find(roomKey(page.room));
    if (isDirect) this.conversations.directsReceived(page.seq);
    const concerned = isDirect ? this.conversations.directs : room === undefined ? [] : [room];
    if (page.leftOut) { for (const conversation of concerned) this.#leaveOut(conversation); }
    const alerts: Alert[] = [];
    for (const message of page.messages) {
      this.#takeOut(message);
      const conversation = this.#conversationOf(message);
      if (conversation === undefined) continue;
      // Of what was said before one came here, what is beyond what was read elsewhere is unread.
      const isUnread = page.missed || conversation.isReadElsewhere;
      const alert = isUnread ? this.#appendMissed(conversation, message) : undefined;
      if (alert !== undefined) alerts.push(alert);
      if (!isUnread) this.#append(conversation, message, undefined);
    }
    if (page.progress === undefined) {
      for (const conversation of concerned) conversation.isCatchingUp = false;
    }
    room?.received(page.seq);
    return alerts.findLast(({ reason }) => reason !== "said") ?? alerts.at(-1);
  }

  /** What a deletion names; a direct message may also stand where it was typed. */
  #takeOut(message: SaidMessage): void {
    if (message.kind !== "deletion") return;
    for (const conversation of this.conversations.list) {
      for (const deleted of conversation.timeline.delete(message)) {
        const alert = this.#alertOf(conversation, deleted);
        if (alert !== undefined && !conversation.isReadUpTo(deleted.seq)) {
          conversation.uncountUnread(deleted.seq, alert.reason !== "said");
        }
      }
    }
  }

  #leaveOut(conversation: Conversation): void {
    const isCleared = conversation.timeline.leaveOut();
    if (!isCleared) return;
    conversation.leaveOut();
    conversation.timeline.append({ type: "note", ts: this.options.nowMs(), text: leftOutText });
  }

  /** What is looked at is read at once, but a mark shows where the connection was away. */
  #appendMissed(conversation: Conversation, message: SaidMessage): Alert | undefined {
    const isNew = !conversation.isReadUpTo(message.seq);
    const alert = isNew ? this.#alertOf(conversation, message) : undefined;
    if (alert !== undefined) {
      if (this.conversations.isRead(conversation) && !conversation.isCatchingUp) {
        conversation.setMark(message.seq);
      }
      conversation.isCatchingUp = true;
    }
    this.#append(conversation, message, alert);
    return alert;
  }

  /** `alert`: what comes of it; without, it is not unread. */
  #append(conversation: Conversation, message: SaidMessage, alert: Alert | undefined): void {
    const { seq } = message;
    const isUnread = alert !== undefined && !this.conversations.isRead(conversation);
    if (isUnread) conversation.countUnread(seq, alert.reason !== "said");
    conversation.timeline.append({ type: "said", message });
    conversation.received(seq);
  }

  /** Of what another says whom the person wants to see. */
  #alertOf(conversation: Conversation, message: SaidMessage): Alert | undefined {
    if (this.options.state.isOwnMessage(message) || !this.#isShown(message)) return undefined;
    if (!isSpoken(message)) return undefined;
    const reason = alertReason(message, this.options.state.mentions);
    return { conversation, message, reason };
  }

  /** Begins a conversation with a person if there is none, but not for somebody ignored. */
  #conversationOf(message: SaidMessage): Conversation | undefined {
    if (message.type === "message") return this.conversations.find(roomKey(message.room));
    const peer = this.#peerOf(message);
    return this.#isShown(message)
      ? this.conversations.openDirect(peer.nick, peer.person)
      : this.conversations.findDirect(peer);
  }

  #peerOf(message: DirectMessage): Somebody {
    return this.options.state.isOwnMessage(message)
      ? { nick: message.to, person: message.toPerson }
      : { nick: message.from, person: message.person };
  }

  /** Renames a conversation by its newest message: no `rename` comes of somebody whom one shares no room with. */
  #follow(conversation: Conversation, { nick, person }: Somebody): void {
    if (person === undefined || (conversation.isWith(nick) && !conversation.isFormer)) return;
    if (this.conversations.find(directKey(nick)) !== undefined) return;
    this.conversations.rename(conversation, nick);
  }

  #isShown(message: SaidMessage): boolean {
    const { state, settings } = this.options;
    return state.isOwnMessage(message) || isShown(message, settings(), state);
  }
}
