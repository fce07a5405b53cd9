import { findCommand } from "../../../helpers/find_command.ts";
import { parseTypedLine } from "../../typed_line.ts";
import {
  isAboutRoom,
  isAnsweredHere,
  runScreenCommand,
  type ScreenCommandContext,
} from "../screen_commands.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { commandContext } from "./command_context.ts";
import { remindOfResults } from "./results.ts";
import { runOnServer } from "./server_commands.ts";

const encoder = new TextEncoder();

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
  const isDone = typed.type === "say" ? say(state, typed.text) : run(state, typed.name, typed.args);
  remindOfResults(state);
  if (isDone) writing.done();
}

/** False, and told to the person, where it cannot be said as it is. */
function say(state: ScreenState, text: string): boolean {
  if (/^\/(\s|$)/.test(state.writing.text)) {
    showHint(state, "A command is a slash and its name; //… says what begins with a slash");
    return false;
  }
  if (!fits(state, text)) return false;
  commandContext(state).say(text, "text");
  return true;
}

/** Tells the person if a text is too long to be said. */
function fits(state: ScreenState, text: string): boolean {
  const most = state.server.maxTextBytes;
  const bytes = encoder.encode(text).length;
  if (bytes <= most) return true;
  const count = (number: number) => number.toLocaleString("en");
  showHint(state, `Too long to be said: ${count(bytes)} of ${count(most)} bytes`);
  return false;
}

function run(state: ScreenState, name: string, args: string): boolean {
  if (!fits(state, args)) return false;
  const context = commandContext(state);
  if (context.place === "direct" && isAboutRoom(name, args, context.commands)) {
    showHint(state, `/${name} is for rooms: go to one first`);
    return false;
  }
  if (!runScreenCommand(name, args, context)) leaveToServer(state, name, args, context);
  return true;
}

function leaveToServer(
  state: ScreenState,
  typed: string,
  args: string,
  { commands }: ScreenCommandContext,
): void {
  const name = findCommand(commands, typed)?.name ?? typed;
  runOnServer(state, name, args);
  if (isAnsweredHere(name)) void state.reading.toNewest(state.conversations.current);
}
