import type { ChatClient, SayOptions } from "../client/chat_client.ts";
import type { ClientEvent } from "../client/client_event.ts";
import type { SettingsStorage } from "../client/settings/settings.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { within } from "../helpers/within.ts";
import { defaultRoom, type ServerMessage } from "../protocol.ts";
import { complete, type Known } from "../client/writing/complete.ts";
import { ConnectionNews } from "../client/connection/connection_news.ts";
import { type EventLines, showEvents } from "./show_events.ts";
import type { InputHistoryStorage } from "../client/writing/input_history.ts";
import { type FormatOptions, timeFormat } from "./format.ts";
import { LineEditor, type LineEditorOptions } from "./line_editor.ts";
import type { Ask } from "./ask.ts";
import { MessageView } from "./message_view.ts";
import { PlainCommands, type PlainFace } from "./plain_commands.ts";
import { giveBackOnCrash } from "./terminal/give_back_on_crash.ts";
import { StandardTerminalOutput } from "./terminal/terminal_streams.ts";
import { parseTypedLine } from "../helpers/text/typed_line.ts";

export interface PlainClientOptions {
  /** Asked for when connecting; plain lines are said in the first until the person goes elsewhere. */
  readonly rooms: readonly string[];
  readonly settings: SettingsStorage;
  readonly inputHistory: InputHistoryStorage;
  readonly colors: boolean;
  /** How wide the terminal is now; absent, lines are not wrapped. */
  readonly columns: () => number | undefined;
  /**
   * What is typed where the terminal cannot move its cursor. It edits the line itself then and shows it; there is no
   * prompt, and what is printed may come into the middle of what is being typed.
   */
  readonly cookedLines?: AsyncIterable<string>;
  /** Ctrl+C: whoever gets it closes the client. */
  readonly onInterrupt: () => void;
  /** Resolves with the exit status when nothing is to be waited for any more. */
  readonly interrupted: Promise<number>;
  /** Standard input and output if absent. */
  readonly terminal?: LineEditorOptions["terminal"];
}

/** The end does not wait for longer for a terminal that takes nothing. */
const writtenWithinMs = 250;
/** Acknowledgements that come sooner change nothing that is seen. */
const lateAfterMs = 1000;

/** The client on a terminal, line by line. Gives the exit status when the person or the server ends it. */
export async function runPlainClient(
  client: ChatClient,
  options: PlainClientOptions,
): Promise<number> {
  const face = new PlainClient(client, options);
  using _crash = giveBackOnCrash(face);
  try {
    return await Promise.race([showEvents(client, face), options.interrupted]);
  } finally {
    await face.close();
  }
}

/** Where lines are typed, and others printed. */
type LineInput =
  & Pick<
    LineEditor,
    "print" | "drained" | "setPrompt" | "showKeys" | "close" | typeof Symbol.dispose
  >
  & Partial<Pick<LineEditor, "ask" | "putBack">>;

class PlainClient implements EventLines, PlainFace, Disposable {
  readonly news = new ConnectionNews({ hint: "; Enter tries now", tellsAtFirst: true });
  readonly #view: MessageView;
  readonly #input: LineInput;
  readonly #commands: PlainCommands;
  #isConnected = false;
  /** Where a plain line is said. */
  #room: string;
  /** Asked for at the start, or joined before: a reconnection joins them again, which leads nowhere. */
  readonly #knownRooms: Set<string>;
  /** Whether something said is not acknowledged for long. */
  #isLate = false;

  constructor(private readonly client: ChatClient, private readonly options: PlainClientOptions) {
    this.#room = options.rooms[0] ?? defaultRoom;
    this.#knownRooms = new Set([this.#room, ...options.rooms]);
    this.#commands = new PlainCommands(client, this, options);
    this.#view = new MessageView(
      client,
      (text) => this.#input.print(text),
      () => this.#format(),
      () => this.#commands.settings,
    );
    const { cookedLines } = options;
    this.#input = cookedLines === undefined ? this.#openEditor() : this.#openCooked(cookedLines);
  }

  tell(text: string): void {
    this.#view.tellNow(text);
  }

  async show(event: ClientEvent): Promise<void> {
    this.#show(event);
    await this.#input.drained();
  }

  #show(event: ClientEvent): void {
    switch (event.type) {
      case "connected":
        return this.#setConnected(true, event.forgotten);
      case "arrived":
        return this.#view.show(event.joined);
      case "ready":
        if (!event.connected.again) this.#greet();
        return;
      case "message":
        return this.#showMessage(event.message);
      case "history":
        return this.#view.showPage(event);
      case "disconnected":
      case "closed":
        return this.#setConnected(false);
      default:
        return event satisfies never;
    }
  }

  get room(): string {
    return this.#room;
  }

  goTo(room: string): void {
    this.#knownRooms.add(room);
    this.#room = room;
    this.#showPrompt();
  }

  /** Where the person is, or `to` somebody alone. */
  say(text: string, { to, toPerson, kind }: Omit<SayOptions, "room"> = {}): void {
    if (!this.#isConnected) this.tell(`Will be said when there is a connection: ${text}`);
    const late = setTimeout(() => {
      this.#isLate = true;
      this.#showPrompt();
    }, lateAfterMs);
    const whom = to === undefined ? "" : ` to ${to}`;
    this.client.say(text, { room: this.#room, to, toPerson, kind })
      .catch((error: unknown) => this.tell(`Not said${whom}: ${reasonOf(error)} (${text})`))
      .finally(() => {
        clearTimeout(late);
        this.#showPrompt();
      });
    this.#showPrompt();
  }

  showNotice(text: string): void {
    this.#view.show({ type: "notice", text });
  }

  showEarlier(args: string): void {
    void this.#view.showEarlier(this.#room, args);
  }

  /** A terminal that edits the line itself shows all that is typed. */
  get ask(): Ask | undefined {
    return this.#input.ask?.bind(this.#input);
  }

  putBack(line: string): void {
    this.#input.putBack?.(line);
  }

  showKeys(): void {
    this.#input.showKeys();
  }

  async close(): Promise<void> {
    await this.#input.close();
  }

  [Symbol.dispose](): void {
    this.#input[Symbol.dispose]();
  }

  #openEditor(): LineInput {
    return new LineEditor({
      prompt: this.#prompt(),
      terminal: this.options.terminal,
      complete: (line, cursor) => complete(line, cursor, this.#words()),
      maxBytes: () => this.client.state.maxTextBytes,
      typedBefore: this.options.inputHistory.load(),
      keep: (text) => {
        if (this.#commands.settings.history) this.options.inputHistory.add(text);
      },
      onLine: (line) => this.#take(line),
      onEnd: () => void this.client.close(),
      onInterrupt: this.options.onInterrupt,
      onRefuse: (reason) => this.tell(reason),
      keySummaries: {
        submit: "Say it; on an empty line, connect again at once",
        cancel: "Close a list or a search",
      },
      canSuspend: true,
    });
  }

  #openCooked(lines: AsyncIterable<string>): LineInput {
    const output = new StandardTerminalOutput();
    const takeAll = async () => {
      for await (const line of lines) this.#take(line);
    };
    // A terminal that is gone cannot be read.
    takeAll().catch(() => {}).finally(() => this.client.close());
    return {
      print: (text) => output.push(`${text}\n`),
      drained: () => output.write(""),
      setPrompt() {},
      showKeys: () => this.tell("What keys do is up to the terminal here"),
      close: async () => await within(writtenWithinMs, output.write("").then(() => true)) ?? false,
      [Symbol.dispose]() {},
    };
  }

  #setConnected(isConnected: boolean, forgotten = false): void {
    this.#isConnected = isConnected;
    this.#view.connected({ forgotten });
    this.#showPrompt();
  }

  #greet(): void {
    const { server, nick, motd } = this.client.state;
    const help = "/help lists the commands, /history goes back, Ctrl+D leaves.";
    const { settingsProblem } = this.#commands;
    if (settingsProblem !== undefined) this.tell(settingsProblem);
    this.tell(`You are ${nick} on ${server}. ${help}`);
    if (motd !== undefined) this.showNotice(motd);
  }

  #showMessage(message: ServerMessage): void {
    // What one came into is shown below what was said there before.
    if (message.type !== "joined") this.#view.show(message);
    if (message.type !== "joined" && message.type !== "left") return;
    const { room, type } = message;
    const { rooms } = this.client.state;
    if (type === "left") this.#knownRooms.delete(room);
    else if (!this.#knownRooms.has(room)) this.goTo(room);
    const [first = defaultRoom] = rooms.keys();
    if (!rooms.has(this.#room)) this.goTo(first);
  }

  #take(line: string): void {
    const typed = parseTypedLine(line);
    switch (typed.type) {
      case "nothing":
        return this.#retry();
      case "say":
        return this.say(typed.text);
      case "command":
        return this.#commands.run(typed.name, typed.args);
      default:
        return typed satisfies never;
    }
  }

  #retry(): void {
    if (!this.client.retryNow()) return;
    this.news.restart();
    this.tell("Trying again now");
  }

  #showPrompt(): void {
    this.#input.setPrompt(this.#prompt());
  }

  /** With how much is not acknowledged, once that takes long or there is no connection. */
  #prompt(): string {
    const { length } = this.client.pending;
    if (length === 0) this.#isLate = false;
    const isShown = length > 0 && (this.#isLate || !this.#isConnected);
    return `#${this.#room}${isShown ? ` (${length} not sent yet)` : ""}`;
  }

  #format(): FormatOptions {
    return {
      nick: this.client.state.nick,
      mentions: this.client.state.mentions,
      quotes: this.client.state.quotes,
      showRoom: this.client.rooms.length > 1,
      colors: this.options.colors,
      time: timeFormat(this.#commands.settings),
      nowMs: Date.now(),
      columns: this.options.columns(),
    };
  }

  #words(): Known {
    const { rooms } = this.client.state;
    const nicks = rooms.get(this.#room)?.members.keys() ?? [];
    return {
      commands: this.#commands.all,
      rooms: [...rooms.keys()],
      nicks: [...nicks].toSorted(),
    };
  }
}
