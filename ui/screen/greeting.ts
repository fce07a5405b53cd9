import type { ClientEvent } from "../../client/client_event.ts";
import type { ClientState } from "../../client/state.ts";
import { describeWelcome } from "../connection_text.ts";

/**
 * What a person is told once there is a connection; the first time also what is wrong with the settings, where one is,
 * and how to find help.
 */
export function greeting(
  event: Extract<ClientEvent, { readonly type: "connected" }>,
  { server, nick, motd }: ClientState,
  settingsProblem: string | undefined,
): readonly string[] {
  const told = describeWelcome(event);
  const news = told === undefined ? [] : [told];
  if (event.again) return news;
  const help = "/help shows the commands, ? the keys, Ctrl+D leaves.";
  const problems = settingsProblem === undefined ? [] : [settingsProblem];
  const first = [...problems, ...news, `You are ${nick} on ${server}. ${help}`];
  return motd === undefined ? first : [...first, motd];
}
