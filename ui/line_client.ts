import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ClientEvent } from "../client/client_event.ts";
import { type ByeMessage, defaultRoom, type ServerMessage } from "../protocol.ts";
import { complete } from "./complete.ts";
import { describeConnection, exitStatus } from "./connection_text.ts";
import { formatMessage, type FormatOptions, formatTold, isMention, localTime } from "./format.ts";
import { LineEditor } from "./line_editor.ts";
import { parseTypedLine } from "./typed_line.ts";

export interface LineClientOptions {
  /** Asked for when connecting; plain lines are said in the first until the person goes elsewhere. */
  readonly rooms: readonly string[];
  readonly colors: boolean;
  /** How wide the terminal is now; absent, lines are not wrapped. */
  readonly columns: () => number | undefined;
  /** Ctrl+C: whoever gets it closes the client. */
  readonly onInterrupt: () => void;
}

const bell = "\x07";

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
    this.#editor = new LineEditor({
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
    this.#editor[Symbol.dispose]();
  }

  #show(event: ClientEvent): void {
    const told = describeConnection(event);
    if (told !== undefined) this.#tell(told);
    if (event.type !== "message") this.#connected = event.type === "connected";
    if (event.type === "connected" && !event.again) this.#greet();
    if (event.type === "message") this.#showMessage(event.message);
  }

  #greet(): void {
    const { server, nick, motd } = this.#client.state;
    this.#tell(`You are ${nick} on ${server}. /help lists the commands, Ctrl+D leaves.`);
    if (motd !== undefined) this.#showMessage({ type: "notice", text: motd });
  }

  #showMessage(message: ServerMessage): void {
    if (message.type === "joined") this.#enter(message.room);
    if (message.type === "left") this.#leave(message.room);
    this.#client.state.markRead(this.#room);
    const text = formatMessage(message, this.#format());
    if (text !== undefined) this.#editor.print(this.#calls(message) ? bell + text : text);
  }

  /** Whether the message is to be heard as well as seen. */
  #calls(message: ServerMessage): boolean {
    if (message.type !== "message" && message.type !== "direct") return false;
    const { nick } = this.#client.state;
    if (message.from === nick) return false;
    return message.type === "direct" || isMention(message.text, nick);
  }

  #take(line: string): void {
    const typed = parseTypedLine(line);
    if (typed.type === "nothing") return;
    if (typed.type === "say") this.#say(typed.text);
    else if (!this.#switchByCommand(typed.name, typed.args)) this.#run(typed.name, typed.args);
  }

  #say(text: string): void {
    if (!this.#connected) this.#tell(`Will be said when there is a connection: ${text}`);
    const said = this.#client.say(text, { room: this.#room });
    said.catch((error: unknown) => {
      this.#tell(`Not said: ${error instanceof Error ? error.message : error} (${text})`);
    });
  }

  #run(name: string, args: string): void {
    try {
      this.#client.runCommand(name, args, this.#room);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#tell(error.message);
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

  #tell(text: string): void {
    this.#editor.print(formatTold(text, this.#format()));
  }

  #prompt(): string {
    return `#${this.#room}> `;
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
    return { commands, rooms: [...rooms.keys()], nicks: [...nicks] };
  }
}
