import { findCommand } from "../../../helpers/commands.ts";
import { parseTypedLine } from "../../../helpers/text/typed_line.ts";
import { utf8Bytes } from "../../../helpers/text/text_length.ts";
import { allCommands, ownCommand } from "../screen_commands.ts";
import { say, type ScreenState, showHint } from "../screen_state.ts";
import { remindOfResults } from "./results.ts";
import { runOnServer } from "./server_commands.ts";

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

/** Enter: says what is written, or runs it as a command. What cannot be said as it is stays there. */
export function submit(state: ScreenState): void {
  const { writing, effects } = state;
  if (!writing.isWhole()) return;
  const { text } = writing;
  const typed = parseTypedLine(text);
  if (typed.type === "nothing") {
    effects.push({ type: "retry" });
    if (text !== "") writing.done();
    return;
  }
  const isDone = typed.type === "say"
    ? sayText(state, typed.text)
    : runTyped(state, typed.name, typed.args);
  remindOfResults(state);
  if (isDone) writing.done();
}

/** False, and told to the person, where it cannot be said as it is. */
function sayText(state: ScreenState, text: string): boolean {
  if (/^\/(\s|$)/.test(state.writing.text)) {
    showHint(state, "A command is a slash and its name; //… says what begins with a slash");
    return false;
  }
  if (!fits(state, text)) return false;
  say(state, text, "text");
  return true;
}

/** Tells the person if a text is too long to be said. */
function fits(state: ScreenState, text: string): boolean {
  const most = state.server.maxTextBytes;
  const bytes = utf8Bytes(text);
  if (bytes <= most) return true;
  const count = (number: number) => number.toLocaleString("en");
  showHint(state, `Too long to be said: ${count(bytes)} of ${count(most)} bytes`);
  return false;
}

/** A command as it is typed, by name or alias. False, and told to the person, where it cannot be run here. */
export function runTyped(state: ScreenState, typed: string, args: string): boolean {
  if (!fits(state, args)) return false;
  const { conversations: { current }, reading, server } = state;
  const command = findCommand(allCommands(server.commands), typed);
  if (current.type === "direct" && command && aboutRoom.get(command.name)?.test(args)) {
    showHint(state, `/${typed} is for rooms: go to one first`);
    return false;
  }
  // By its name: the server may not know the alias.
  const name = command?.name ?? typed;
  const own = ownCommand(name);
  if (own !== undefined && own.run(state, args) !== false) return true;
  runOnServer(state, name, args);
  if (!leadingElsewhere.has(name)) void reading.toNewest(current);
  return true;
}
