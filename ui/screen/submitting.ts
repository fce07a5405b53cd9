import type { ChatClient } from "../../client/chat_client.ts";
import { roomKey } from "../../client/conversations/conversation.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import type { SentMessages } from "../../client/outgoing/sent_messages.ts";
import { findCommand } from "../../helpers/find_command.ts";
import { parseTypedLine } from "../typed_line.ts";
import type { Overlay } from "./overlay.ts";
import { OpenPage } from "./pages/open_page.ts";
import { helpPage, keysPage } from "./pages/pages.ts";
import type { Preferences } from "./preferences.ts";
import type { Reading } from "./reading/reading.ts";
import type { SaidElsewhere } from "./said_elsewhere.ts";
import {
  allCommands,
  isAboutRoom,
  isAnsweredHere,
  runScreenCommand,
  type ScreenCommandContext,
} from "./screen_commands.ts";
import type { SearchResults } from "./search_results.ts";
import type { ServerCommands } from "./server_commands.ts";

export interface SubmittingOptions {
  readonly client: ChatClient;
  readonly conversations: Conversations;
  readonly sent: SentMessages;
  readonly saidElsewhere: SaidElsewhere;
  readonly commands: ServerCommands;
  readonly results: SearchResults;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly preferences: Preferences;
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
    const isDone = this.#sayOrRun(text);
    this.#options.results.remind();
    return isDone;
  }

  #sayOrRun(text: string): boolean {
    const { overlay } = this.#options;
    if (/^\/(\s|$)/.test(text)) {
      overlay.hint = "A command is a slash and its name; //… says what begins with a slash";
      return false;
    }
    const typed = parseTypedLine(text);
    switch (typed.type) {
      case "nothing":
        this.#enter();
        return true;
      case "say":
        return this.#say(typed.text);
      case "command":
        return this.#fits(typed.args) && this.#run(typed.name, typed.args);
      default:
        return typed satisfies never;
    }
  }

  /** On an empty line. */
  #enter(): void {
    const { retry, overlay, results } = this.#options;
    if (retry()) overlay.hintUntilConnected("Trying to connect again now");
    else results.openWaiting();
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
    const most = this.#options.client.state.maxTextBytes;
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
    if (!runScreenCommand(name, args, context)) this.#runOnServer(name, args, context);
    return true;
  }

  #runOnServer(typed: string, args: string, { commands }: ScreenCommandContext): void {
    const { conversations: { current }, reading } = this.#options;
    const name = findCommand(commands, typed)?.name ?? typed;
    const isRun = this.#options.commands.run(name, args);
    if (!isRun || isAnsweredHere(name)) void reading.toNewest(current);
  }

  #context(): ScreenCommandContext {
    const { client, conversations, sent, saidElsewhere, reading } = this.#options;
    const { overlay, preferences, scrollBack } = this.#options;
    const { current } = conversations;
    const commands = allCommands(client.state.commands);
    const tell = (text: string) => {
      conversations.tell(text);
      void reading.toNewest(conversations.current);
    };
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
      sayTo: (nick, text) => saidElsewhere.say(nick, text),
      tell,
      openHelp: () => {
        overlay.page = new OpenPage(helpPage(commands));
      },
      openKeys: () => {
        overlay.page = new OpenPage(keysPage());
      },
      scrollBack,
      changeSettings: (changes) => {
        const problem = preferences.change(changes);
        if (problem !== undefined) tell(`This is not kept: ${problem}`);
      },
      logOut: (text) => void client.close(text),
    };
  }
}
