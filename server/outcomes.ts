import type { ReadEvent } from "../chat/event.ts";
import { may } from "../chat/permissions.ts";
import type { AlertOutcome, AuditOutcome } from "../commands/command.ts";
import type { AnswerMessage, ErrorMessage, LoginMessage, NoticeMessage } from "../protocol.ts";
import type { AccountDesk } from "./accounts/account_desk.ts";
import type { SecretDesk } from "./accounts/secret_desk.ts";
import { describeStats, type StatsSources } from "./answers/describe_stats.ts";
import { notKept } from "./answers/not_kept.ts";
import { readAudit } from "./answers/read_audit.ts";
import { type ConversationsLookup, readConversations } from "./answers/read_conversations.ts";
import { markOf, readMark } from "./answers/read_marks.ts";
import type { ReadSources } from "./answers/read_page.ts";
import type { SearchDesk } from "./answers/search_desk.ts";
import { sendAddresses } from "./answers/send_addresses.ts";
import { sendPage } from "./answers/send_page.ts";
import type { Attendance } from "./attendance.ts";
import type { Outcome } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Recipient } from "./delivery/recipient.ts";
import type { Directories } from "./directories.ts";
import type { JoinAddresses } from "./join_addresses.ts";
import type { ParticipantSession } from "./participants.ts";
import type { RecordKeeper } from "./record_keeper.ts";
import { rehash, type RehashOptions } from "./rehash.ts";

export interface OutcomesOptions extends StatsSources, ReadSources, RehashOptions {
  readonly records: RecordKeeper;
  readonly delivery: Delivery;
  readonly searchDesk: SearchDesk;
  readonly directories: Directories;
  readonly addresses: JoinAddresses;
  readonly accountDesk: AccountDesk;
  readonly secrets: SecretDesk;
  readonly attendance: Attendance;
  /** Begins to stop the server; returns at once. */
  readonly stop: (text?: string) => void;
}

/** What is for who asked alone. */
type Answer = ErrorMessage | LoginMessage | AnswerMessage | NoticeMessage;

/**
 * Does what comes of requests: keeps it, answers whoever asked, tells everybody. Sees to what only this server knows:
 * sessions, tokens, connections that are lost.
 */
export class Outcomes {
  constructor(private readonly options: OutcomesOptions) {}

  /**
   * `asker`: the session whose request it came of, if that is one of this server. Gives the promise of an answer that is
   * still to come. Throws `room_busy`.
   */
  handle(
    outcome: Outcome,
    nowMs: number,
    asker?: ParticipantSession,
  ): Promise<unknown> | void {
    const { delivery, records, searchDesk, directories, addresses, stop } = this.options;
    const { accountDesk, secrets, attendance } = this.options;
    switch (outcome.type) {
      case "keepAccount":
      case "forgetAccount":
      case "keepRoom":
      case "forgetRoom":
      case "keepServer":
      case "keepAudit":
        return records.keep(outcome);
      case "error":
      case "login":
      case "notice":
      case "members":
      case "whois":
      case "rooms":
      case "results":
      case "addresses":
      case "invitation":
      case "stats":
      case "audit":
      case "conversations":
      case "metadata":
        return asker && this.#answer(asker, outcome);
      case "page":
        return asker && sendPage(asker, outcome.page);
      case "findConversations":
        return asker && this.#sendConversations(asker, outcome.asked);
      case "readStats":
        return asker && this.#sendStats(asker, outcome.id);
      case "showAddress":
        return asker && sendAddresses(addresses, asker, outcome.id);
      case "search":
        return asker && searchDesk.search(outcome, asker.recipient);
      case "readAudit":
        return asker && this.#sendAudit(asker, outcome, nowMs);
      case "newInvitation":
        return asker && secrets.invite(outcome, asker);
      case "alert":
        return this.#alert(outcome);
      case "rehash":
        return asker && rehash(this.options, asker, outcome.id);
      case "stop":
        return stop(outcome.text);
      case "showLink":
        return asker && accountDesk.showLink(outcome, asker);
      case "claim":
        return asker && accountDesk.claim(outcome.identity, outcome.code, asker, outcome.id);
      case "revoke":
        accountDesk.revokeLinks(outcome.identity);
        return attendance.revoke(outcome);
      case "read":
        return this.#noteRead(outcome, nowMs, asker?.recipient);
      case "findRead":
        return asker && this.#sendRead(asker, outcome);
      case "replaced":
        return attendance.replace(outcome);
      case "sessionEnded":
        return attendance.endSession(outcome);
      case "sessionMoved":
        return attendance.moveSession(outcome);
      case "loggedIn":
        return attendance.logIn(outcome, asker, nowMs);
      case "entered":
        directories.noteEntered();
        return attendance.enter(outcome, asker);
      case "depart":
        this.#noteGone(outcome.identity);
        return attendance.depart(outcome, nowMs);
      case "typing":
      case "typingDirect":
        // What is too much is left out without a word: nobody misses it.
        if (asker?.floodGuard?.admitsTyping() === false) return;
        return delivery.deliver(outcome, nowMs);
      case "rename":
        this.#noteGone(outcome.identity, outcome.from);
        attendance.rename(outcome);
        return delivery.deliver(outcome, nowMs);
      default:
        return delivery.deliver(outcome, nowMs, asker?.recipient);
    }
  }

  #alert({ nick: from, person, text: alert }: AlertOutcome): void {
    const text = `${from} to all operators: ${alert}`;
    const message = { type: "notice", text, alert, from, person } as const;
    this.options.participants.tell(message, (member) => may(member, "alert"));
  }

  #noteGone(identity: string, nick?: string): void {
    const { participants, directories } = this.options;
    const member = participants.get(identity)?.member;
    if (member !== undefined) directories.noteGone(member, nick ?? member.nick);
  }

  /** Once what came of the request so far is kept. */
  #answer({ recipient }: ParticipantSession, answer: Answer): Promise<unknown> | void {
    const { settled } = this.options.records;
    if (settled === undefined) return recipient.send(answer);
    return settled.then((isKept) => recipient.send(isKept ? answer : notKept(answer.id)));
  }

  /** The other sessions get what is known then. */
  async #noteRead(event: ReadEvent, nowMs: number, sender: Recipient | undefined): Promise<void> {
    const { identity, read } = event;
    this.options.store.records.readMarks.mark(identity, markOf(read));
    const known = await readMark(this.options, identity, read);
    this.options.delivery.deliver({ ...event, read: known ?? read }, nowMs, sender);
  }

  async #sendRead(
    { recipient }: ParticipantSession,
    { identity, place, id }: Extract<Outcome, { readonly type: "findRead" }>,
  ): Promise<void> {
    const nothing = { type: "read", ...place, seq: 0, ts: 0 } as const;
    recipient.send({ ...await readMark(this.options, identity, place) ?? nothing, id });
  }

  async #sendConversations(
    { recipient }: ParticipantSession,
    asked: ConversationsLookup,
  ): Promise<void> {
    recipient.send(await readConversations(this.options, asked));
  }

  async #sendStats({ recipient }: ParticipantSession, id: string | undefined): Promise<void> {
    for (const answer of await describeStats(this.options)) recipient.send({ ...answer, id });
  }

  async #sendAudit(
    { recipient }: ParticipantSession,
    outcome: AuditOutcome,
    nowMs: number,
  ): Promise<void> {
    const { rooms } = this.options.chat.members.get(outcome.identity) ?? {};
    const isIn = (room: string) => rooms?.has(room) ?? false;
    recipient.send(...await readAudit(this.options, outcome, isIn, nowMs));
  }
}
