import { findCommand } from "../../helpers/commands.ts";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { parseTypedLine } from "../../helpers/text/typed_line.ts";
import type { CommandSummary } from "../../protocol.ts";
import type { ClientCommand } from "./client_command.ts";
import type { Face } from "./face.ts";

/** Of the server's commands, those that are answered by a page, or by going somewhere. */
const leadingElsewhere: ReadonlySet<string> = new Set(["search", "join"]);

/**
 * With these arguments they act on the room in which they are typed, and so mean nothing in a conversation with one
 * person: any, none, or no room in front.
 */
const aboutRoom: ReadonlyMap<string, RegExp> = new Map([
  ["topic", /^/],
  ["who", /^\s*$/],
  ["say", /^\s*(?![\s#])/],
]);

/** What becomes of a line that is typed at a face, by the face's own commands and the server's. */
export class CommandTable<F extends Face> {
  /** `own`: in the order in which they are listed where the server has none of that name. */
  constructor(readonly own: readonly ClientCommand<F>[]) {}

  /** The server's commands, as far as this table has none of that name, and its own. */
  all(fromServer: readonly CommandSummary[]): readonly CommandSummary[] {
    const others = this.own.filter(({ name }) => !fromServer.some((each) => each.name === name));
    return [...fromServer.map((command) => this.#ownCommand(command.name) ?? command), ...others];
  }

  /**
   * Says a line, or runs it as a command; an empty one does nothing. Gives why it cannot be done as it is, for the
   * person who is to change it.
   */
  submit(face: F, line: string): string | undefined {
    const typed = parseTypedLine(line);
    switch (typed.type) {
      case "nothing":
        return undefined;
      case "say":
        return this.#say(face, line, typed.text);
      case "command":
        return this.run(face, typed.name, typed.args);
      default:
        return typed satisfies never;
    }
  }

  /** Runs a command as it is typed, by name or alias. Gives why it cannot be run here, for the person. */
  run(face: F, typed: string, args: string): string | undefined {
    const tooLong = whyTooLong(face, args);
    if (tooLong !== undefined) return tooLong;
    const all = this.all(face.state.commands);
    const command = findCommand(all, typed);
    const isDirect = face.conversations.current.type === "direct";
    if (isDirect && command && aboutRoom.get(command.name)?.test(args)) {
      return `/${typed} is for rooms: go to one first`;
    }
    // By its name: the server may not know the alias.
    const name = command?.name ?? typed;
    const own = this.#ownCommand(name);
    if (own !== undefined && own.run(face, args, all) !== false) return undefined;
    face.runOnServer(name, args);
    if (!leadingElsewhere.has(name)) face.showNewest();
    return undefined;
  }

  #say(face: F, line: string, text: string): string | undefined {
    if (/^\/(\s|$)/.test(line)) {
      return "A command is a slash and its name; //… says what begins with a slash";
    }
    const tooLong = whyTooLong(face, text);
    if (tooLong === undefined) face.say(text);
    return tooLong;
  }

  /** By its name, which is no alias. */
  #ownCommand(name: string): ClientCommand<F> | undefined {
    return this.own.find((command) => command.name === name);
  }
}

function whyTooLong({ state: { maxTextBytes } }: Pick<Face, "state">, text: string) {
  const bytes = utf8Bytes(text);
  if (bytes <= maxTextBytes) return undefined;
  const count = (number: number) => number.toLocaleString("en");
  return `Too long to be said: ${count(bytes)} of ${count(maxTextBytes)} bytes`;
}
