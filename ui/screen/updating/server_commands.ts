import type { ScreenState } from "../screen_state.ts";

/** Has the server run a command where it is typed. */
export function runOnServer(state: ScreenState, name: string, args: string): void {
  state.effects.push({ type: "runCommand", ...state.serverCommands.typed(name, args) });
}
