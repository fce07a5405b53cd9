import type { ChatClient } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import { type Conversation, directKey, roomKey } from "../../client/conversation.ts";
import type { Conversations } from "../../client/conversations.ts";
import type { SentMessage, SentMessages } from "../../client/sent_messages.ts";
import { defaultRoom, limits, type ResultsMessage, type ServerMessage } from "../../protocol.ts";
import { nextResultsPage } from "../describe_pages.ts";
import { parseTypedLine } from "../typed_line.ts";
import type { RowClock } from "./style/look.ts";
import { OpenPage } from "./pages/open_page.ts";
import type { Overlay } from "./overlay.ts";
import { helpPage, keysPage, resultsPage } from "./pages/pages.ts";
import type { Preferences } from "./preferences.ts";
import type { Reading } from "./reading/reading.ts";
import {
  allCommands,
  isAboutRoom,
  runScreenCommand,
  type ScreenCommandContext,
} from "./screen_commands.ts";
import type { Writing } from "./writing/writing.ts";

export interface SubmittingOptions {
  readonly client: ChatClient;
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly writing: Writing;
  readonly preferences: Preferences;
  readonly clock: RowClock;
  readonly nowMs: () => number;
  /** A page of the conversation up. */
  readonly scrollBack: () => void;
  /** Tries at once to connect again. False if there was no wait for that to cut short. */
  readonly retry: () => boolean;
}

const encoder = new TextEncoder();
const retryHint = "Trying to connect again now";
/** A server that is there has answered a command by then. */
const answeredWithinMs = 30_000;

/** Said by a command, in a conversation where the person was not. */
interface SaidElsewhere {
  readonly conversation: Conversation;
  readonly said: SentMessage;
  readonly typedIn: Conversation;
  readonly isOld: boolean;
}

/** What becomes of what the person has written: it is said, or run as a command. */
export class Submitting {
  readonly #options: SubmittingOptions;
  /** Pending, and so bounded by the client. */
  readonly #saidElsewhere = new Set<SaidElsewhere>();
  /** What a search has found while something was being written. */
  #waiting: ResultsMessage | undefined;
  /** The last command that the server runs in a room, but that was typed in another place. */
  #elsewhere:
    | { readonly room: string; readonly place: Conversation; readonly atMs: number }
    | undefined;

  constructor(options: SubmittingOptions) {
    this.#options = options;
  }

  /** False where it cannot be said as it is: it is to stay where it was written. */
  submit(text: string): boolean {
    const isDone = this.#submit(text);
    if (this.#waiting !== undefined) this.#options.overlay.hint ??= waitingHint(this.#waiting);
    return isDone;
  }

  /** What was said has come, or has failed: to be called when `SentMessages` change. */
  sentChanged(): void {
    for (const each of this.#saidElsewhere) {
      const { conversation, said: { text, atMs } } = each;
      const sent = this.#options.sent.of(conversation);
      if (sent.includes(each.said)) continue;
      this.#saidElsewhere.delete(each);
      const failed = sent.find((other) =>
        other.state === "failed" && other.text === text && other.atMs === atMs
      );
      if (failed !== undefined) this.#tellFailure(each, failed);
    }
  }

  /** There is a connection again. */
  connected(): void {
    const { overlay } = this.#options;
    if (overlay.hint === retryHint) overlay.hint = undefined;
  }

  /** What the server sends, as it is to be shown: its answers go where the person has typed. */
  routed(message: ServerMessage): ServerMessage {
    if (message.type !== "notice" && message.type !== "error") return message;
    const { conversations, nowMs } = this.#options;
    const { room, place, atMs } = this.#elsewhere ?? {};
    const isAnswer = atMs !== undefined && nowMs() - atMs < answeredWithinMs;
    if (!isAnswer || message.room !== room || place !== conversations.current) return message;
    // Without a room it is shown where the person is.
    const { room: _room, ...routed } = message;
    return routed;
  }

  #submit(text: string): boolean {
    const { retry, overlay } = this.#options;
    if (/^\/(\s|$)/.test(text)) {
      overlay.hint = "A command is a slash and its name; //… says what begins with a slash";
      return false;
    }
    const typed = parseTypedLine(text);
    switch (typed.type) {
      case "nothing":
        if (retry()) overlay.hint = retryHint;
        else if (this.#waiting !== undefined) this.#open(this.#waiting);
        return true;
      case "say":
        return this.#say(typed.text);
      case "command":
        if (!this.#fits(typed.args)) return false;
        return this.#run(typed.name, typed.args);
      default:
        return typed satisfies never;
    }
  }

  openKeys(): void {
    this.#options.overlay.page = new OpenPage(keysPage());
  }

  /**
   * What a search has found: each can be gone to. Not while something is written, whose keys it would take: it waits
   * then for Enter on an empty line.
   */
  openResults(results: ResultsMessage): void {
    const { writing, overlay } = this.#options;
    if (writing.isEmpty && writing.mode.type === "plain") return this.#open(results);
    this.#waiting = results;
    overlay.hint = waitingHint(results);
  }

  #open(results: ResultsMessage): void {
    this.#waiting = undefined;
    const page = resultsPage(results, this.#options.clock);
    const onChoose = (index: number) => {
      const message = results.messages[index];
      if (message !== undefined) this.#jump(message.room, message.seq);
      else this.#runOnServer("search", nextResultsPage(results));
    };
    const options = results.messages.length === 0 && results.complete ? {} : { onChoose };
    this.#options.overlay.page = new OpenPage(page, options);
  }

  #say(text: string): boolean {
    if (!this.#fits(text)) return false;
    const { conversations: { current }, sent, reading } = this.#options;
    sent.say(current, text);
    void reading.toNewest(current);
    return true;
  }

  /** Tells the person if a text is too long to be said. */
  #fits(text: string): boolean {
    const most = this.#options.client.state.limits?.textBytes ?? limits.textBytes;
    const bytes = encoder.encode(text).length;
    if (bytes <= most) return true;
    const count = (number: number) => number.toLocaleString("en");
    this.#options.overlay.hint = `Too long to be said: ${count(bytes)} of ${count(most)} bytes`;
    return false;
  }

  #run(name: string, args: string): boolean {
    const context = this.#context();
    if (context.place === "direct" && isAboutRoom(name, args, context.commands)) {
      this.#options.overlay.hint = `/${name} is for rooms: go to one first`;
      return false;
    }
    if (!runScreenCommand(name, args, context)) this.#runOnServer(name, args);
    return true;
  }

  #runOnServer(name: string, args: string): void {
    const { client, conversations, nowMs } = this.#options;
    const { current } = conversations;
    const room = this.#room();
    const isElsewhere = current.type === "direct";
    this.#elsewhere = isElsewhere ? { room, place: current, atMs: nowMs() } : undefined;
    try {
      client.runCommand(name, args, room);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      conversations.tell(error.message);
    }
  }

  /** Where commands are run: with one person, in the first of one's rooms. */
  #room(): string {
    const { current, list } = this.#options.conversations;
    const room = current.type === "room" ? current : list.find(({ type }) => type === "room");
    return room?.name ?? defaultRoom;
  }

  #sayTo(nick: string, text: string): void {
    const { conversations, sent } = this.#options;
    const { current: typedIn } = conversations;
    const isOld = conversations.find(directKey(nick)) !== undefined;
    const conversation = conversations.openDirect(nick);
    sent.say(conversation, text);
    const said = sent.of(conversation).at(-1);
    if (said === undefined || conversation === typedIn) return;
    this.#saidElsewhere.add({ conversation, said, typedIn, isOld });
  }

  /** The person reads where it was typed, and a conversation that begins with a failure is none. */
  #tellFailure(
    { conversation, typedIn, isOld }: SaidElsewhere,
    { reason = "" }: SentMessage,
  ): void {
    const { conversations, sent, nowMs } = this.#options;
    const { current, list } = conversations;
    if (conversation === current) return;
    const place = list.includes(typedIn) ? typedIn : current;
    const text = `Not said to ${conversation.name}: ${reason}`;
    place.timeline.append({ type: "told", ts: nowMs(), text });
    const isEmpty = conversation.timeline.items.length === 0 && sent.of(conversation).length === 1;
    if (!isOld && isEmpty) conversations.closeDirect(conversation);
  }

  #jump(room: string, seq: number): void {
    const { conversations, reading, overlay } = this.#options;
    const conversation = conversations.find(roomKey(room));
    if (conversation === undefined) {
      overlay.hint = `You are not in #${room} any more`;
      return;
    }
    conversations.switchTo(conversation);
    void reading.jump(conversation, seq);
  }

  #context(): ScreenCommandContext {
    const { client, conversations, sent, reading, overlay, preferences } = this.#options;
    const { current } = conversations;
    const commands = allCommands(client.state.commands);
    return {
      place: current.type,
      commands,
      settings: preferences.settings,
      isInRoom: (room) => client.state.rooms.has(room),
      goToRoom: (room) => {
        const found = conversations.find(roomKey(room));
        if (found !== undefined) conversations.switchTo(found);
      },
      goToPerson: (nick) => conversations.switchTo(conversations.openDirect(nick)),
      closeConversation: () => conversations.closeDirect(current),
      say: (text, kind) => {
        sent.say(current, text, kind);
        void reading.toNewest(current);
      },
      sayTo: (nick, text) => this.#sayTo(nick, text),
      tell: (text) => conversations.tell(text),
      openHelp: () => {
        overlay.page = new OpenPage(helpPage(commands));
      },
      openKeys: () => this.openKeys(),
      scrollBack: this.#options.scrollBack,
      changeSettings: (settings) => {
        const problem = preferences.change(settings);
        if (problem !== undefined) conversations.tell(`This is not kept: ${problem}`);
      },
      logOut: (text) => void client.close(text),
    };
  }
}

function waitingHint({ messages: { length }, complete }: ResultsMessage): string {
  return `${complete ? length : `${length} or more`} found: Enter on an empty line shows them`;
}
