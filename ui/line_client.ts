import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ClientEvent } from "../client/client_event.ts";
import { type ByeMessage, defaultRoom, type MessageKind, type ServerMessage } from "../protocol.ts";
import { complete } from "./complete.ts";
import { describeConnection, exitStatus } from "./connection_text.ts";
import type { PageEvent } from "./describe_pages.ts";
import { type FormatOptions, localTime } from "./format.ts";
import { LineEditor, type LineEditorOptions } from "./line_editor.ts";
import { MessageView } from "./message_view.ts";
import { parseTypedLine } from "./typed_line.ts";
import { Unsent } from "./unsent.ts";

export interface LineClientOptions {
  /** Asked for when connecting; plain lines are said in the first until the person goes elsewhere. */
  readonly rooms: readonly string[];
  readonly colors: boolean;
  /** How wide the terminal is now; absent, lines are not wrapped. */
  readonly columns: () => number | undefined;
  /** Ctrl+C: whoever gets it closes the client. */
  readonly onInterrupt: () => void;
  /** Standard input and output if absent. */
  readonly terminal?: Pick<LineEditorOptions, "input" | "output">;
}

/** The one command that the client runs by itself: what it shows depends on what is shown. */
const historyCommand = { name: "history", aliases: [] };

/** The client on a terminal, line by line. Gives the exit status when the person or the server ends it. */
export async function runLineClient(
  client: ChatClient,
  options: LineClientOptions,
): Promise<number> {
  using face = new LineClient(client, options);
  return await face.run();
}

class LineClient implements Disposable {
  readonly #client: ChatClient;
  readonly #options: LineClientOptions;
  readonly #editor: LineEditor;
  readonly #unsent: Unsent;
  readonly #view: MessageView;
  /** Where a plain line is said. */
  #room: string;
  /** Rooms that it does not go to when they are joined: asked for at the start, or shown before. */
  readonly #known: Set<string>;
  #connected = false;

  constructor(client: ChatClient, options: LineClientOptions) {
    this.#client = client;
    this.#options = options;
    this.#room = options.rooms[0] ?? defaultRoom;
    this.#known = new Set([this.#room, ...options.rooms]);
    this.#view = new MessageView(client, {
      print: (text) => this.#editor.print(text),
      format: () => this.#format(),
    });
    this.#unsent = new Unsent({
      count: () => client.pending.length,
      onChange: () => this.#editor.setPrompt(this.#prompt()),
    });
    this.#editor = new LineEditor({
      ...options.terminal,
      prompt: this.#prompt(),
      complete: (line, cursor) => complete(line, cursor, this.#words()),
      onLine: (line) => this.#take(line),
      onEnd: () => void client.close(),
      onInterrupt: options.onInterrupt,
    });
  }

  async run(): Promise<number> {
    let bye: ByeMessage | undefined;
    for await (const event of this.#client.events) {
      if (event.type === "closed") bye = event.bye;
      this.#show(event);
    }
    return exitStatus(bye);
  }

  [Symbol.dispose](): void {
    this.#unsent[Symbol.dispose]();
    this.#editor[Symbol.dispose]();
  }

  #show(event: ClientEvent): void {
    const told = describeConnection(event);
    if (told !== undefined) this.#view.tell(told);
    switch (event.type) {
      case "connected":
        this.#setConnected(true);
        if (!event.again) this.#greet();
        return;
      case "message":
        return this.#showMessage(event.message);
      case "history":
      case "directs":
        return this.#showPage(event);
      case "disconnected":
      case "closed":
        return this.#setConnected(false);
      default:
        return event satisfies never;
    }
  }

  #setConnected(isConnected: boolean): void {
    this.#connected = isConnected;
    this.#unsent.connected(isConnected);
    this.#view.connected();
  }

  #greet(): void {
    const { server, nick, motd } = this.#client.state;
    const help = "/help lists the commands, /history goes back, Ctrl+D leaves.";
    this.#view.tell(`You are ${nick} on ${server}. ${help}`);
    if (motd !== undefined) this.#showMessage({ type: "notice", text: motd });
  }

  #showMessage(message: ServerMessage): void {
    if (message.type === "joined") this.#enter(message.room);
    if (message.type === "left") this.#leave(message.room);
    this.#client.state.markRead(this.#room);
    this.#view.show(message);
  }

  #showPage(event: PageEvent): void {
    this.#client.state.markRead(this.#room);
    this.#view.showPage(event);
  }

  #take(line: string): void {
    const typed = parseTypedLine(line);
    if (typed.type === "nothing") return;
    if (typed.type === "say") return this.#say(typed.text);
    const { name, args } = typed;
    // As what is said, so that it waits for a connection too.
    if (name === "me" && args.trim() !== "") this.#say(args, "action");
    else if (name === historyCommand.name) void this.#view.showEarlier(this.#room, args);
    else if (!this.#switchByCommand(name, args)) this.#run(name, args);
  }

  #say(text: string, kind: MessageKind = "text"): void {
    if (!this.#connected) this.#view.tell(`Will be said when there is a connection: ${text}`);
    const said = this.#client.say(text, { room: this.#room, kind });
    this.#unsent.said(said);
    said.catch((error: unknown) => {
      this.#view.tell(`Not said: ${error instanceof Error ? error.message : error} (${text})`);
    });
  }

  #run(name: string, args: string): void {
    try {
      this.#client.runCommand(name, args, this.#room);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#view.tell(error.message);
    }
  }

  /** `/join` of a room one is in already only goes there. */
  #switchByCommand(name: string, args: string): boolean {
    const room = args.trim().replace(/^#/, "").toLowerCase();
    if (!["join", "j"].includes(name) || !this.#client.state.rooms.has(room)) return false;
    this.#switchTo(room);
    return true;
  }

  /** Goes where the person has just joined, and stays after a reconnection, which joins all rooms again. */
  #enter(room: string): void {
    const isNew = !this.#known.has(room);
    this.#known.add(room);
    if (isNew || !this.#client.state.rooms.has(this.#room)) this.#switchTo(room);
  }

  #leave(room: string): void {
    this.#known.delete(room);
    if (room === this.#room) this.#switchTo(this.#anyRoom());
  }

  #switchTo(room: string): void {
    this.#room = room;
    this.#client.state.markRead(room);
    this.#editor.setPrompt(this.#prompt());
  }

  #anyRoom(): string {
    const [room = defaultRoom] = this.#client.state.rooms.keys();
    return room;
  }

  #prompt(): string {
    return `#${this.#room}${this.#unsent.text}> `;
  }

  #format(): FormatOptions {
    const { nick, rooms } = this.#client.state;
    return {
      nick,
      showRoom: rooms.size > 1,
      colors: this.#options.colors,
      time: localTime,
      nowMs: Date.now(),
      columns: this.#options.columns(),
    };
  }

  #words(): Parameters<typeof complete>[2] {
    const { commands, rooms } = this.#client.state;
    const nicks = rooms.get(this.#room)?.members.keys() ?? [];
    return { commands: [...commands, historyCommand], rooms: [...rooms.keys()], nicks: [...nicks] };
  }
}
