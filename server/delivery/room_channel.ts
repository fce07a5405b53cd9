import { PresenceDigest } from "./presence_digest.ts";
import { largeRoomMembers } from "../../chat/rooms/room.ts";
import type {
  JoinedMessage,
  JoinMessage,
  LeaveMessage,
  LeftMessage,
  RenameMessage,
  ServerMessage,
} from "../../protocol.ts";
import { echo, liveMessage } from "../entry_message.ts";
import type { TransientItem } from "./batches.ts";
import { Channel, type ChannelOptions, type KeptItem, sendMissed } from "./channel.ts";
import { EncodedBatch, type OwnMessage } from "./encoded_batch.ts";
import type { Recipient } from "./recipient.ts";

export interface RoomChannelOptions extends ChannelOptions {
  readonly clock: () => number;
  /** How often the joins and leaves of a large room are told. */
  readonly presenceEveryMs: number;
  /** Sees every message that the room's members get, in order. */
  readonly observe: (room: string, messages: readonly ServerMessage[]) => void;
}

type Membership =
  | {
    readonly type: "enter";
    readonly recipient: Recipient;
    readonly joined: Omit<JoinedMessage, "seq">;
    readonly after: number | undefined;
  }
  | { readonly type: "exit"; readonly recipient: Recipient; readonly left?: LeftMessage }
  | { readonly type: "end"; readonly forget: (upToSeq: number) => void };

/** The order of one room. What is announced in it is encoded once a dialect, and sent to all. */
export class RoomChannel extends Channel<Membership> implements Disposable {
  readonly #recipients = new Set<Recipient>();
  /** Joins and leaves that are still to be told. */
  #gathered: PresenceDigest | undefined;
  #presenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly room: string, private readonly roomOptions: RoomChannelOptions) {
    super(roomOptions, `"${room}"`, room);
  }

  tell(message: ServerMessage): void {
    this.add({ type: "transient", message });
  }

  /** At once, past all that waits, to the others who have had `joined` by now. */
  passOn(message: ServerMessage, except: ReadonlySet<Recipient>): void {
    this.#broadcast(this.#recipients.difference(except), [message], []);
  }

  /**
   * The recipient gets `joined`, a page of what was said up to then, and all that is said later. `after` is the
   * `seq` of what it has already; without it the page is short.
   */
  enter(recipient: Recipient, joined: Omit<JoinedMessage, "seq">, after?: number): void {
    this.add({ type: "change", change: { type: "enter", recipient, joined, after } });
  }

  /** The recipient gets nothing more of the room but, if it is not gone itself, what it is told. */
  exit(recipient: Recipient, left?: LeftMessage): void {
    this.add({ type: "change", change: { type: "exit", recipient, left } });
  }

  /** All that is said there by now is to be forgotten, once it is kept: up to the `seq` that is given. */
  end(forget: (upToSeq: number) => void): void {
    this.add({ type: "change", change: { type: "end", forget } });
  }

  /** Tells of somebody who joined, in a large room later and with others; `count` with whoever joined. */
  tellJoin(join: Omit<JoinMessage, "type" | "room">, count: number): void {
    const isLarge = this.#isLarge(count);
    if (isLarge) this.#gather().join(join, count);
    this.#tellMove({ type: "join", room: this.room, ...join }, isLarge);
  }

  /** The same of somebody who left; `count` without whoever left. */
  tellLeave(leave: LeaveMessage, count: number): void {
    const isLarge = this.#isLarge(count + 1);
    if (isLarge) this.#gather().leave(leave, count);
    this.#tellMove(leave, isLarge);
  }

  tellRename(rename: Omit<RenameMessage, "room">): void {
    this.#gathered?.rename(rename.from, rename.to);
    this.tell({ ...rename, room: this.room });
  }

  /** Who has had `joined` by now. */
  get recipients(): ReadonlySet<Recipient> {
    return this.#recipients;
  }

  /** Nobody is in it and nothing is on its way. */
  get idle(): boolean {
    return this.#recipients.size === 0 && this.isIdle;
  }

  /** Tells nothing of what is gathered. */
  [Symbol.dispose](): void {
    clearTimeout(this.#presenceTimer);
  }

  protected override get audience(): number {
    return this.#recipients.size;
  }

  protected override reaches(recipient: Recipient): boolean {
    return this.#recipients.has(recipient);
  }

  protected override publish(items: readonly (KeptItem | TransientItem)[]): void {
    const { persons } = this.options;
    const isForFew = (item: KeptItem | TransientItem) => item.type === "transient" && item.isForFew;
    const forMost = items.filter((item) => !isForFew(item));
    const shared = this.#messagesOf(forMost);
    if (forMost.length === items.length) this.#broadcast(this.#recipients, ...shared);
    else {
      const few = new Set(this.#recipients.values().filter((each) => each.hearsEachMember));
      this.#broadcast(few, ...this.#messagesOf(items));
      this.#broadcast(this.#recipients.difference(few), ...shared);
    }
    // After the batch, which may have the first one in it.
    for (const item of items) {
      if (item.type === "transient") continue;
      const { repeated, entry, said: { sender, draft, tags, isFromOutside } } = item;
      if (!repeated && isFromOutside !== true) continue;
      sender?.sendOwn({
        ...echo(entry, draft.id, persons),
        ...(tags === undefined ? {} : { tags }),
      });
    }
    this.roomOptions.observe(this.room, shared[0]);
  }

  #broadcast(...sent: Parameters<typeof broadcast>): void {
    this.options.measurements.deliveries += broadcast(...sent);
  }

  #messagesOf(
    items: readonly (KeptItem | TransientItem)[],
  ): [messages: readonly ServerMessage[], said: readonly SenderMessage[]] {
    const messages: ServerMessage[] = [];
    const said: SenderMessage[] = [];
    for (const item of items) {
      if (item.type === "transient") {
        messages.push(item.message);
      } else if (!item.repeated) {
        const { draft: { id }, sender, tags } = item.said;
        if (sender !== undefined) said.push({ sender, id, index: messages.length });
        const message = liveMessage(item.entry, this.options.persons);
        messages.push(
          tags === undefined || message.type === "topic" ? message : { ...message, tags },
        );
      }
    }
    return [messages, said];
  }

  protected override startsWithHistory({ type }: Membership): boolean {
    return type !== "exit";
  }

  protected override change(change: Membership, newestSeq: number | undefined): void {
    if (change.type === "end") return change.forget(newestSeq ?? Number.MAX_SAFE_INTEGER);
    const { recipient } = change;
    const { room } = this;
    if (change.type === "exit") {
      this.#recipients.delete(recipient);
      if (change.left !== undefined) recipient.send(change.left);
      return;
    }
    const { joined, after } = change;
    // Who resumes is to know that something may be missing, and asks for it.
    const seq = newestSeq ?? (after === undefined ? 0 : after + 1);
    recipient.send({ ...joined, seq });
    if (newestSeq === undefined) {
      const message = `Cannot read the history of #${room}`;
      recipient.send({ type: "error", code: "storage_failed", message, room });
    } else if (seq > (after ?? 0)) {
      sendMissed(recipient, room, after, seq);
    }
    this.#recipients.add(recipient);
  }

  #tellMove(message: JoinMessage | LeaveMessage, isLarge: boolean): void {
    if (isLarge) this.add({ type: "transient", message, isForFew: true });
    else this.tell(message);
  }

  /** Also while something is still to be told, which what comes now must not overtake. */
  #isLarge(size: number): boolean {
    return size > largeRoomMembers || this.#gathered !== undefined;
  }

  #gather(): PresenceDigest {
    this.#presenceTimer ??= setTimeout(
      () => this.#tellPresence(),
      this.roomOptions.presenceEveryMs,
    );
    return this.#gathered ??= new PresenceDigest();
  }

  #tellPresence(): void {
    const gathered = this.#gathered;
    this.#gathered = this.#presenceTimer = undefined;
    if (gathered === undefined || gathered.empty || gathered.count === 0) return;
    const ts = this.roomOptions.clock();
    this.tell({ type: "presence", room: this.room, ts, ...gathered.summary() });
  }
}

/** Who said a message of a batch. */
interface SenderMessage extends OwnMessage {
  readonly sender: Recipient;
}

/**
 * Sends a batch to all, encoded once for each dialect. Only who said something in it may get a copy of its own,
 * in the same order: nobody else learns the `id`, so nobody can forge an acknowledgement. Gives how many deliveries it was.
 */
export function broadcast(
  recipients: ReadonlySet<Recipient>,
  messages: readonly ServerMessage[],
  said: readonly SenderMessage[],
): number {
  if (messages.length === 0) return 0;
  const bySender = Map.groupBy(said, ({ sender }) => sender);
  const batch = new EncodedBatch(messages);
  for (const recipient of recipients) recipient.sendBatch(batch, bySender.get(recipient));
  return messages.length * recipients.size;
}
