import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ClientEvent } from "../client/client_event.ts";
import { findCommand } from "../helpers/find_command.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import type { ByeMessage, CommandSummary, MessageKind, ServerMessage } from "../protocol.ts";
import { complete, type Known } from "./complete.ts";
import { ConnectionNews, exitStatus } from "./connection_text.ts";
import { type LineInput, openCookedLines } from "./cooked_lines.ts";
import { CurrentRoom } from "./current_room.ts";
import { type FormatOptions, localTime } from "./format.ts";
import { LineEditor, type LineEditorOptions } from "./line_editor.ts";
import { MessageView } from "./message_view.ts";
import { helpOfHistory, historyCommand } from "./own_commands.ts";
import { giveBackOnCrash } from "./terminal/raw_terminal.ts";
import { StandardTerminalOutput } from "./terminal/terminal_streams.ts";
import { parseTypedLine } from "./typed_line.ts";
import { Unsent } from "./unsent.ts";

export interface LineClientOptions {
  /** Asked for when connecting; plain lines are said in the first until the person goes elsewhere. */
  readonly rooms: readonly string[];
  readonly colors: boolean;
  /** How wide the terminal is now; absent, lines are not wrapped. */
  readonly columns: () => number | undefined;
  /** What is typed where the terminal cannot move its cursor, and so edits the line itself. */
  readonly cookedLines?: AsyncIterable<string>;
  /** Ctrl+C: whoever gets it closes the client. */
  readonly onInterrupt: () => void;
  /** Standard input and output if absent. */
  readonly terminal?: LineEditorOptions["terminal"];
}

/** The client on a terminal, line by line. Gives the exit status when the person or the server ends it. */
export async function runLineClient(
  client: ChatClient,
  options: LineClientOptions,
): Promise<number> {
  using face = new LineClient(client, options);
  using _crash = giveBackOnCrash(face);
  return await face.run();
}

class LineClient implements Disposable {
  readonly #client: ChatClient;
  readonly #options: LineClientOptions;
  readonly #input: LineInput;
  readonly #unsent: Unsent;
  readonly #view: MessageView;
  readonly #news = new ConnectionNews({ hint: "; Enter tries now" });
  readonly #room: CurrentRoom;
  #connected = false;
  /** What `/help` says of the client's own command, to be shown below the server's list. */
  #helpLine: string | undefined;

  constructor(client: ChatClient, options: LineClientOptions) {
    this.#client = client;
    this.#options = options;
    const onChange = () => this.#input.setPrompt(this.#prompt());
    this.#room = new CurrentRoom(client, { rooms: options.rooms, onChange });
    this.#unsent = new Unsent({ count: () => client.pending.length, onChange });
    this.#view = new MessageView(client, {
      print: (text) => this.#input.print(text),
      format: () => this.#format(),
    });
    this.#input = this.#openInput(options);
  }

  #openInput({ cookedLines, onInterrupt, terminal }: LineClientOptions): LineInput {
    const { state } = this.#client;
    const handlers = {
      onLine: (line: string) => this.#take(line),
      onEnd: () => void this.#client.close(),
    };
    if (cookedLines !== undefined) {
      const output = new StandardTerminalOutput();
      const write = (text: string) => output.writeNow(text);
      return openCookedLines({ ...handlers, lines: cookedLines, write });
    }
    return new LineEditor({
      ...handlers,
      terminal,
      prompt: this.#prompt(),
      complete: (line, cursor) => complete(line, cursor, this.#words()),
      maxBytes: () => state.maxTextBytes,
      onInterrupt,
      onRefuse: (reason) => this.#view.tell(reason),
      canSuspend: true,
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
    this.#input[Symbol.dispose]();
  }

  #show(event: ClientEvent): void {
    const told = this.#news.describe(event);
    if (told !== undefined) this.#view.tell(told);
    switch (event.type) {
      case "connected":
        this.#setConnected(true, event.forgotten);
        if (!event.again) this.#greet();
        return;
      case "message":
        return this.#showMessage(event.message);
      case "history":
      case "directs":
        return this.#view.showPage(event);
      case "disconnected":
      case "closed":
        return this.#setConnected(false);
      default:
        return event satisfies never;
    }
  }

  #setConnected(isConnected: boolean, forgotten = false): void {
    this.#connected = isConnected;
    this.#unsent.connected(isConnected);
    this.#view.connected({ forgotten });
  }

  #greet(): void {
    const { server, nick, motd } = this.#client.state;
    const help = "/help lists the commands, /history goes back, Ctrl+D leaves.";
    this.#view.tell(`You are ${nick} on ${server}. ${help}`);
    if (motd !== undefined) this.#showMessage({ type: "notice", text: motd });
  }

  #showMessage(message: ServerMessage): void {
    if (message.type === "joined") this.#room.joined(message.room);
    if (message.type === "left") this.#room.left(message.room);
    this.#view.show(message);
    if (message.type !== "notice" || this.#helpLine === undefined) return;
    this.#view.tell(this.#helpLine);
    this.#helpLine = undefined;
  }

  #take(line: string): void {
    const typed = parseTypedLine(line);
    if (typed.type === "nothing") return this.#retry();
    if (typed.type === "say") return this.#say(typed.text);
    const { args } = typed;
    const { name } = findCommand(this.#commands, typed.name) ?? typed;
    // Said, not run, so that it waits for a connection as other messages do.
    if (name === "me" && args.trim() !== "") this.#say(args, "action");
    else if (name === historyCommand.name) void this.#view.showEarlier(this.#room.name, args);
    else if (name === "help") this.#help(args);
    // Not by the server, which may be out of reach.
    else if (name === "quit") void this.#client.close(args.trim() || undefined);
    else if (!this.#switchByCommand(name, args)) this.#run(typed.name, args);
  }

  #retry(): void {
    if (!this.#client.retryNow()) return;
    this.#news.restart();
    this.#view.tell("Trying again now");
  }

  #help(args: string): void {
    const own = helpOfHistory(args);
    const isList = args.trim() === "";
    if (own !== undefined && !(isList && this.#connected)) this.#view.tell(own);
    else this.#helpLine = own;
    // The server explains all other commands, and lists them.
    if (own === undefined || isList) this.#run("help", args);
  }

  #say(text: string, kind: MessageKind = "text"): void {
    if (!this.#connected) this.#view.tell(`Will be said when there is a connection: ${text}`);
    const said = this.#client.say(text, { room: this.#room.name, kind });
    this.#unsent.said(said);
    said.catch((error: unknown) => {
      this.#view.tell(`Not said: ${reasonOf(error)} (${text})`);
    });
  }

  #run(name: string, args: string): void {
    try {
      this.#client.runCommand(name, args, this.#room.name);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#view.tell(error.message);
    }
  }

  /** `/join` of a room one is in already only goes there. */
  #switchByCommand(name: string, args: string): boolean {
    const room = args.trim().replace(/^#/, "").toLowerCase();
    if (name !== "join" || !this.#client.state.rooms.has(room)) return false;
    this.#room.switchTo(room);
    return true;
  }

  #prompt(): string {
    return `#${this.#room.name}${this.#unsent.text}`;
  }

  #format(): FormatOptions {
    return {
      nick: this.#client.state.nick,
      showRoom: this.#client.rooms.length > 1,
      colors: this.#options.colors,
      time: localTime,
      nowMs: Date.now(),
      columns: this.#options.columns(),
    };
  }

  get #commands(): readonly CommandSummary[] {
    return [historyCommand, ...this.#client.state.commands];
  }

  #words(): Known {
    const { rooms } = this.#client.state;
    const nicks = rooms.get(this.#room.name)?.members.keys() ?? [];
    return {
      commands: this.#commands,
      rooms: [...rooms.keys()],
      nicks: [...nicks].toSorted(),
    };
  }
}
