import type { Conversations } from "../../client/conversations/conversations.ts";
import { recentSpeakers } from "../../client/conversations/recent_speakers.ts";
import { sameNick } from "../../helpers/nicks.ts";
import type { ClientState } from "../../client/state.ts";
import type { Known, KnownEmoji } from "../complete.ts";
import { allCommands } from "./screen_commands.ts";

/** What can be completed where the person is; of nicks, those who spoke last go first. */
export function knownWords(
  server: ClientState,
  { current, list }: Conversations,
  emoji: readonly KnownEmoji[],
): Known {
  const members = [...current.room?.members.keys() ?? []].toSorted();
  const peer = current.type === "direct" ? [current.name] : [];
  const nicks = new Set([...recentSpeakers(current.timeline), ...peer, ...members]);
  return {
    commands: allCommands(server.commands),
    rooms: list.filter(({ type }) => type === "room").map(({ name }) => name),
    nicks: [...nicks].filter((nick) => !sameNick(nick, server.nick)),
    emoji,
  };
}
