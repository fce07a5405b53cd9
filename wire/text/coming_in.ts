import { parseTypedLine } from "../../helpers/text/typed_line.ts";
import {
  type ErrorMessage,
  type HelloMessage,
  type HelloSecrets,
  protocolVersion,
} from "../../protocol.ts";
import type { Answer } from "./answer.ts";
import { nameAndPassword } from "./name_and_password.ts";

/** As the server gives them out (`/link`, `/invite`): letters in groups of four. */
const linkCode = /^[A-Z]{4}-[A-Z]{4}$/i;
const inviteCode = /^[A-Z]{4}(-[A-Z]{4}){3}$/i;

export const nickQuestion = "Which nick do you want?";
const passwordQuestion =
  "Type the nick's password, or a code that /link shows elsewhere; an empty line for another nick:";
const nickHelp =
  "Type a nick alone, or /login NAME [PASSWORD] for one that is yours; /quit ends it";
const serverQuestion = "Type the server's password, or the code of an invitation:";

export interface ComingInOptions {
  /** The question for a nick was sent: what comes now answers it. */
  readonly isAsked: boolean;
  /** For who says something without having been asked. */
  readonly guestNick: () => string;
  /** For the `hello`: what the client is. */
  readonly agent: () => string;
  /** Of this connection alone. */
  readonly session: string;
}

/**
 * What a person types until it is in. Who was asked answers; a program that says something unasked does so as a guest, or
 * first gives itself a nick by `/nick NAME [PASSWORD]`.
 */
export class ComingIn {
  #question: "nick" | "password" | "server password" | undefined;
  /** Of the last `hello`. */
  #nick = "";
  #secrets: HelloSecrets = {};
  #isGuest = false;
  /** A script was refused the name that it wants, and has taken no other since. */
  #isRefused = false;
  #isOver = false;

  constructor(private readonly options: ComingInOptions) {
    this.#question = options.isAsked ? "nick" : undefined;
  }

  /** Nothing of what is typed is to be seen. */
  get isSecret(): boolean {
    return this.#question === "password" || this.#question === "server password";
  }

  /** A script goes on as if it had the name that it was refused: nothing more of it is said, by whomever. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** It came without a name of its own. */
  get isGuest(): boolean {
    return this.#isGuest;
  }

  /** The question for a nick is sent now. False if it was already, or something was said before. */
  ask(): boolean {
    if (this.#question !== undefined || this.#nick !== "") return false;
    this.#question = "nick";
    return true;
  }

  /** `later` says the same once the client is in. */
  take(line: string, later: (line: string) => Answer): Answer {
    if (this.#isOver) return {};
    const typed = parseTypedLine(line);
    if (typed.type === "command" && typed.name === "quit") {
      return { messages: [{ type: "bye", text: typed.args.trim() || undefined }] };
    }
    if (typed.type === "command" && typed.name === "nick") {
      const [nick, password] = nameAndPassword(typed.args);
      return this.#hello(nick, password === undefined ? {} : { password });
    }
    switch (this.#question) {
      case undefined:
        if (typed.type === "nothing") return {};
        this.#isOver = this.#isRefused;
        return this.#isOver ? {} : this.#comeAsGuest(later(line));
      case "nick":
        if (typed.type === "command") return this.#run(typed.name, typed.args);
        return typed.type === "nothing" ? {} : this.#hello(line.trim(), forServer(this.#secrets));
      case "password":
        if (line !== "") {
          return this.#retry(linkCode.test(line) ? { link: line } : { password: line });
        }
        this.#question = "nick";
        return { tells: [nickQuestion] };
      case "server password":
        if (line === "") return { tells: [serverQuestion] };
        return this.#retry(inviteCode.test(line) ? { invite: line } : { serverPassword: line });
      default:
        return this.#question satisfies never;
    }
  }

  /** What was refused, and what is asked then. */
  refused(error: ErrorMessage): readonly string[] {
    const question = this.#questionAfter(error);
    return question === undefined ? [] : [question];
  }

  #questionAfter({ code }: ErrorMessage): string | undefined {
    if (this.#question === undefined) {
      this.#isRefused = true;
      return code === "nick_reserved"
        ? "Its password stands behind it: /nick NAME PASSWORD"
        : undefined;
    }
    switch (code) {
      case "nick_reserved":
      case "password_required":
      case "password_wrong":
      case "link_invalid":
        this.#question = "password";
        return passwordQuestion;
      case "server_locked":
      case "invite_invalid":
        this.#question = "server password";
        return serverQuestion;
      case "nick_taken":
      case "nick_invalid":
        this.#question = "nick";
        return nickQuestion;
      default:
        // It is no fault of the answer, or ends the connection.
        return undefined;
    }
  }

  /** In place of a nick. */
  #run(name: string, args: string): Answer {
    const [nick, password] = nameAndPassword(args);
    if (name !== "login" || nick === "") return { tells: [nickHelp, nickQuestion] };
    if (password !== undefined) {
      return this.#hello(nick, { password, ...forServer(this.#secrets) });
    }
    this.#nick = nick;
    this.#question = "password";
    return { tells: [passwordQuestion] };
  }

  #comeAsGuest({ messages = [], tells }: Answer): Answer {
    const hello = this.#hello(this.options.guestNick(), {}, true);
    return { messages: [...hello.messages ?? [], ...messages], tells };
  }

  /** What proves who it is takes the place of what did not; the same with what lets it onto the server. */
  #retry({ password, link, serverPassword, invite }: HelloSecrets): Answer {
    const isForNick = password !== undefined || link !== undefined;
    const kept = this.#secrets;
    return this.#hello(this.#nick, {
      ...isForNick ? { password, link } : { password: kept.password, link: kept.link },
      ...isForNick ? forServer(kept) : { serverPassword, invite },
    });
  }

  #hello(nick: string, secrets: HelloSecrets, isGuest = false): Answer {
    this.#nick = nick;
    this.#isRefused = false;
    this.#secrets = secrets;
    this.#isGuest = isGuest;
    const { agent, session } = this.options;
    const hello: HelloMessage = {
      ...{ type: "hello", version: protocolVersion, nick, agent: agent(), session },
      ...secrets,
      unattended: isGuest || undefined,
    };
    return { messages: [hello] };
  }
}

function forServer({ serverPassword, invite }: HelloSecrets): HelloSecrets {
  return { serverPassword, invite };
}
