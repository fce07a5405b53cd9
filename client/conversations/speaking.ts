import { roleMark } from "../../helpers/roles.ts";
import type { Settings } from "../settings/settings.ts";
import type { ClientState, RoomState } from "../state.ts";
import type { Conversation } from "./conversation.ts";
import { isIgnored } from "./message_filter.ts";

/** Who is typing in a conversation, oldest first, but for those who are ignored; `monotonicMs` as of `Conversations`. */
export function typistsIn(
  { typists }: Conversation,
  { people }: Pick<ClientState, "people">,
  settings: Pick<Settings, "ignored">,
  monotonicMs: number,
): readonly string[] {
  return typists.nicks(monotonicMs)
    .filter((nick) => !isIgnored({ nick, person: people.personOf(nick) }, settings));
}

/** Why one may not speak; muted for good without `untilTs`. */
export type Silence =
  | { readonly type: "muted"; readonly untilTs?: number }
  /** Only who has voice speaks. */
  | { readonly type: "moderated" };

/** As far as it is known: the server decides. A time that is over at `nowMs`, by the clock on the wall, does not count. */
export function silenceIn(room: RoomState | undefined, nowMs: number): Silence | undefined {
  const { muted, settings, role } = room ?? {};
  if (muted !== undefined && (muted.untilTs === undefined || nowMs < muted.untilTs)) {
    return { type: "muted", untilTs: muted.untilTs };
  }
  return settings?.moderated && roleMark(role) === "" ? { type: "moderated" } : undefined;
}
