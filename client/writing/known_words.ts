import { sameNick } from "../../helpers/text/nicks.ts";
import type { CommandSummary } from "../../protocol.ts";
import type { ConversationList } from "../conversations/conversation_list.ts";
import { recentSpeakers } from "../conversations/timeline.ts";
import type { ClientState } from "../state.ts";
import type { Known, KnownEmoji } from "./complete.ts";

export interface KnownWordsOptions {
  readonly state: Pick<ClientState, "nick">;
  readonly conversations: Pick<ConversationList, "current" | "list">;
  /** Those of the face too. */
  readonly commands: readonly CommandSummary[];
  readonly emoji?: readonly KnownEmoji[];
}

/** What can be completed where the person is; of nicks, those who spoke last go first. */
export function knownWords(
  { state, conversations: { current, list }, commands, emoji }: KnownWordsOptions,
): Known {
  const members = [...current.room?.members.keys() ?? []].toSorted();
  const peer = current.type === "direct" ? [current.name] : [];
  const nicks = new Set([...recentSpeakers(current.timeline), ...peer, ...members]);
  return {
    commands,
    rooms: list.filter(({ type }) => type === "room").map(({ name }) => name),
    nicks: [...nicks].filter((nick) => !sameNick(nick, state.nick)),
    emoji,
  };
}
