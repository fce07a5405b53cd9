import { explainCommand, findCommand } from "../../helpers/commands.ts";
import { parseTypedLine } from "../../helpers/text/typed_line.ts";
import {
  type CommandSummary,
  defaultRoom,
  directRoom,
  type JoinedMessage,
  type LeftMessage,
  limits,
  type PageMessage,
} from "../../protocol.ts";
import type { Answer } from "./answer.ts";
import { nameAndPassword } from "./name_and_password.ts";
import { newPasswordQuestion, PasswordChange } from "./password_change.ts";

const historyCommand: CommandSummary = {
  name: "history",
  aliases: [],
  usage: `/history [${directRoom}] [N]`,
  summary: `Show N earlier messages of this room; with ${directRoom}, direct messages`,
};

const loginCommand: CommandSummary = {
  name: "login",
  aliases: [],
  usage: "/login ACCOUNT [PASSWORD]",
  summary: "Log in, and keep your nick; without the password you are asked for it",
};

/** What this dialect alone can run. */
export const ownCommands: readonly CommandSummary[] = [historyCommand, loginCommand];

/** Lines of a page that is sent unasked. */
const shownOnJoining = 20;
const shownWhenAsked = 50;

/** What a person who is in types, and where it stands. */
export class Talking {
  /** Where what it types is said; undefined in no room. */
  room: string | undefined = defaultRoom;
  nick = "";
  /** A new password is being asked for, or looked at by the server. */
  passwordChange: PasswordChange | undefined;
  /** Of the last `/help`: behind its answer stands what this dialect alone can run. */
  helpId: string | undefined;
  /** Of the last `/nick` or `/login`: what is said next is said under that name. */
  nameId: string | undefined;
  /** Whose password is being asked for. */
  #account: string | undefined;
  readonly #rooms = new Set<string>();
  /** Of each room, and of what is direct under `directRoom`, the `seq` of the oldest message shown. */
  readonly #oldest = new Map<string, number>();
  #asked = 0;

  /** `idStart` is in front of each `id`: no other connection's. */
  constructor(private readonly idStart: string) {}

  /** Nothing of what is typed is to be seen. */
  get isSecret(): boolean {
    return this.passwordChange?.isAsking === true || this.#account !== undefined;
  }

  take(line: string): Answer {
    if (this.passwordChange?.isAsking) return this.passwordChange.take(line);
    if (this.#account !== undefined) return this.#logIn(this.#account, line);
    const typed = parseTypedLine(line);
    switch (typed.type) {
      case "nothing":
        return {};
      case "command":
        return this.#run(typed.name.toLowerCase(), typed.args);
      case "say": {
        const { room } = this;
        if (room === undefined) return { tells: ["You are in no room: /join ROOM"] };
        return { messages: [{ type: "say", room, text: typed.text, kind: "text" }] };
      }
      default:
        return typed satisfies never;
    }
  }

  /** Whoever asked for it goes there. */
  joined({ room, id }: JoinedMessage): void {
    if (id !== undefined || this.#rooms.size === 0) this.room = room;
    this.#rooms.add(room);
  }

  /** What is told of where one is then. */
  left({ room }: LeftMessage): string | undefined {
    this.#rooms.delete(room);
    this.#oldest.delete(room);
    if (room !== this.room) return undefined;
    [this.room] = this.#rooms;
    return this.room === undefined ? "You are in no room now" : `You are in #${this.room} now`;
  }

  /** What is shown of a page: all that was asked for, else the last lines. */
  shownOf(page: PageMessage): PageMessage {
    const most = page.id === undefined ? shownOnJoining : page.messages.length;
    const shown: PageMessage = page.type === "directs"
      ? { ...page, messages: page.messages.slice(-most) }
      : { ...page, messages: page.messages.slice(-most) };
    const [first] = shown.messages;
    if (first !== undefined) this.#oldest.set(placeOf(page), first.seq);
    return shown;
  }

  #run(name: string, args: string): Answer {
    const typed = args.trim();
    const room = typed.replace(/^#/, "").toLowerCase();
    if (name === "quit") return { messages: [{ type: "bye", text: typed || undefined }] };
    if (name === historyCommand.name) return this.#askForHistory(typed);
    if (name === "password") return this.#beginPasswordChange(typed);
    if (name === loginCommand.name) return this.#beginLogin(typed);
    const explained = name === "help" ? findCommand(ownCommands, typed) : undefined;
    if (explained !== undefined) return { tells: explainCommand(explained).split("\n") };
    if ((name === "join" || name === "j") && this.#rooms.has(room)) {
      this.room = room;
      return { tells: [`You are in #${room} now`] };
    }
    const id = this.#newId();
    if (name === "help" && typed === "") this.helpId = id;
    if (name === "nick") this.nameId = id;
    return { messages: [{ type: "command", name, args, room: this.room ?? defaultRoom, id }] };
  }

  #askForHistory(typed: string): Answer {
    const [, direct, number] = /^(@)?\s*(\d+)?$/.exec(typed) ?? ["", "", "0"];
    const limit = Number(number ?? shownWhenAsked);
    if (limit < 1 || limit > limits.historyPage) {
      return { tells: [`${historyCommand.usage}: N is a number from 1 to ${limits.historyPage}`] };
    }
    const room = direct === undefined ? this.room : directRoom;
    if (room === undefined) return { tells: ["You are in no room: /join ROOM"] };
    const before = this.#oldest.get(room);
    return { messages: [{ type: "history", room, before, limit, id: this.#newId() }] };
  }

  #beginPasswordChange(typed: string): Answer {
    if (typed !== "") {
      return { tells: ["Type /password alone, and the password when you are asked for it"] };
    }
    this.passwordChange = new PasswordChange(this.#newId());
    return { tells: [newPasswordQuestion] };
  }

  #beginLogin(typed: string): Answer {
    const [account, password] = nameAndPassword(typed);
    if (account === "") return { tells: [loginCommand.usage] };
    if (password !== undefined) return this.#logIn(account, password);
    this.#account = account;
    return { tells: [`The password of "${account}":`] };
  }

  #logIn(account: string, password: string): Answer {
    this.#account = undefined;
    if (password === "") return { tells: ["You are not logged in"] };
    this.nameId = this.#newId();
    return { messages: [{ type: "login", account, password, id: this.nameId }] };
  }

  #newId(): string {
    return `${this.idStart}.${++this.#asked}`;
  }
}

/** As history is asked for. */
function placeOf(page: PageMessage): string {
  return page.type === "directs" ? directRoom : page.room;
}
