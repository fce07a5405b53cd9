import type { ChatClient } from "../../client/chat_client.ts";
import { ClientError } from "../../client/client_error.ts";
import { roomKey } from "../../client/conversation.ts";
import type { Conversations } from "../../client/conversations.ts";
import type { SentMessages } from "../../client/sent_messages.ts";
import { defaultRoom, limits, type ResultsMessage } from "../../protocol.ts";
import { parseTypedLine } from "../typed_line.ts";
import type { RowClock } from "./look.ts";
import { OpenPage } from "./open_page.ts";
import type { Overlay } from "./overlay.ts";
import { helpPage, keysPage, resultsPage } from "./pages.ts";
import type { Preferences } from "./preferences.ts";
import type { Reading } from "./reading.ts";
import { allCommands, runScreenCommand, type ScreenCommandContext } from "./screen_commands.ts";

export interface SubmittingOptions {
  readonly client: ChatClient;
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly preferences: Preferences;
  readonly clock: RowClock;
  /** A page of the conversation up. */
  readonly scrollBack: () => void;
  /** Tries at once to connect again. False if there was no wait for that to cut short. */
  readonly retry: () => boolean;
}

const encoder = new TextEncoder();

/** What becomes of what the person has written: it is said, or run as a command. */
export class Submitting {
  readonly #options: SubmittingOptions;

  constructor(options: SubmittingOptions) {
    this.#options = options;
  }

  /** False where it cannot be said as it is: it is to stay where it was written. */
  submit(text: string): boolean {
    const { retry, overlay } = this.#options;
    const typed = parseTypedLine(text);
    switch (typed.type) {
      case "nothing":
        if (retry()) overlay.hint = "Trying to connect again now";
        return true;
      case "say":
        return this.#say(typed.text);
      case "command":
        if (!this.#fits(typed.args)) return false;
        this.#run(typed.name, typed.args);
        return true;
      default:
        return typed satisfies never;
    }
  }

  openKeys(): void {
    this.#options.overlay.page = new OpenPage(keysPage());
  }

  /** What a search has found: each can be gone to. */
  openResults(results: ResultsMessage): void {
    const page = resultsPage(results, this.#options.clock);
    const onChoose = (index: number) => {
      const message = results.messages[index];
      if (message !== undefined) this.#jump(message.room, message.seq);
      else this.#runOnServer("search", nextPage(results));
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

  #run(name: string, args: string): void {
    if (!runScreenCommand(name, args, this.#context())) this.#runOnServer(name, args);
  }

  #runOnServer(name: string, args: string): void {
    const { client, conversations } = this.#options;
    try {
      client.runCommand(name, args, this.#room());
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
      sayTo: (nick, text) => sent.say(conversations.openDirect(nick), text),
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

function nextPage({ query, page }: ResultsMessage): string {
  const words = query.replace(/(^|\s+)page:\d+(?=\s|$)/g, "").trim();
  return `${words} page:${page + 1}`;
}
