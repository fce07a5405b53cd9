import { parseTypedLine } from "../../../helpers/text/typed_line.ts";
import { screenCommands } from "../screen_commands.ts";
import { ScreenFace } from "../screen_face.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { remindOfResults } from "./results.ts";

/** Enter: says what is written, or runs it as a command. What cannot be said as it is stays there. */
export function submit(state: ScreenState): void {
  const { writing, effects } = state;
  if (!writing.isWhole()) return;
  const { text } = writing;
  if (parseTypedLine(text).type === "nothing") {
    effects.push({ type: "retry" });
    if (text !== "") writing.done();
    return;
  }
  const problem = screenCommands.submit(new ScreenFace(state), text);
  if (problem !== undefined) showHint(state, problem);
  remindOfResults(state);
  if (problem === undefined) writing.done();
}

/** A command as it is typed, by name or alias. The person is told where it cannot be run. */
export function runTyped(state: ScreenState, typed: string, args: string): void {
  const problem = screenCommands.run(new ScreenFace(state), typed, args);
  if (problem !== undefined) showHint(state, problem);
}
