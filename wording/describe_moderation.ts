import { duration } from "../helpers/duration.ts";
import { sameNick } from "../helpers/text/nicks.ts";
import {
  knownWord,
  type LeftMessage,
  type ModerationAction,
  moderationActions,
  type ModerationMessage,
  type SettingsMessage,
  type SettingsSummary,
} from "../protocol.ts";

type KnownAction = (typeof moderationActions)[number];

/** What somebody did to `whom`, behind the nick of who did it. */
const actionTexts: Readonly<Record<KnownAction, (whom: string) => string>> = {
  kick: (whom) => `kicked ${whom}`,
  ban: (whom) => `banned ${whom}`,
  unban: (whom) => `unbanned ${whom}`,
  mute: (whom) => `muted ${whom}`,
  unmute: (whom) => `let ${whom} speak again`,
  except: (whom) => `excepted ${whom} from bans and mutes`,
  unexcept: (whom) => `no longer excepts ${whom} from bans and mutes`,
  invex: (whom) => `lets ${whom} in without an invitation`,
  uninvex: (whom) => `no longer lets ${whom} in without an invitation`,
  mod: (whom) => `made ${whom} a moderator`,
  unmod: (whom) => `removed ${whom} as a moderator`,
  voice: (whom) => `gave voice to ${whom}`,
  unvoice: (whom) => `took the voice from ${whom}`,
  owner: (whom) => `made ${whom} the owner of the room`,
  op: (whom) => `made ${whom} an operator of the server`,
  deop: (whom) => `removed ${whom} as an operator of the server`,
  claim: () => "has become an owner of the server",
  invite: (whom) => `invited ${whom}`,
  uninvite: (whom) => `took the invitation back from ${whom}`,
  enter: () => "has entered as an operator of the server, without an invitation",
};

/** As in `ann muted bob for 10 min: spam`; `own` is one's own nick. */
export function describeModeration(message: ModerationMessage, own: string): string {
  const { by, action, nick, text, ts, untilTs } = message;
  const whom = nick !== undefined && sameNick(nick, own) ? "you" : nick;
  return `${by} ${actionText(action, whom)}${terms(text, ts, untilTs)}`;
}

/** Whether one was sent out by it, which the `left` behind it tells. */
export function isSentOut({ action, nick }: ModerationMessage, own: string): boolean {
  return (action === "kick" || action === "ban") && nick !== undefined && sameNick(nick, own);
}

/** As in `ann banned you from #dev for 2 hr: spam`. */
export function describeLeft({ room, ts, by, action, untilTs, text }: LeftMessage): string {
  if (by === undefined) return `you left #${room}`;
  const how = action === "ban" ? `banned you from #${room}` : `kicked you out of #${room}`;
  return `${by} ${how}${terms(text, ts, untilTs)}`;
}

/** As in ` for 10 min: spam`. */
function terms(text: string | undefined, ts?: number, untilTs?: number): string {
  const time = ts === undefined || untilTs === undefined ? "" : ` for ${duration(untilTs - ts)}`;
  return `${time}${text === undefined || text === "" ? "" : `: ${text}`}`;
}

function actionText(action: ModerationAction, whom: string | undefined): string {
  const known = knownWord(moderationActions, action);
  if (known !== undefined) return actionTexts[known](whom ?? "somebody");
  return whom === undefined ? `did "${action}"` : `did "${action}" to ${whom}`;
}

/** As in `ann changed the settings of the room: moderated, private`. */
export function describeSettings({ by, settings }: SettingsMessage): string {
  return `${by} changed the settings of the room: ${
    settingsText(settings) || "open to everybody, and all may speak"
  }`;
}

/** What is not as in any room; empty if all is. */
export function settingsText(settings: SettingsSummary): string {
  const { moderated, locked, hasPassword, topicLocked, slowMs, memberLimit } = settings;
  return [
    moderated ? "moderated (only who has voice speaks)" : undefined,
    settings.private ? "private (in no list)" : undefined,
    locked ? "locked (by invitation or password)" : undefined,
    hasPassword && !locked ? "locked (by password or invitation)" : undefined,
    memberLimit === undefined ? undefined : `for ${memberLimit} members at most`,
    settings.outsiders ? "open to what others say who are not in it" : undefined,
    settings.ctcp ? undefined : "without CTCP (what IRC clients ask each other)",
    topicLocked ? "moderators set the topic" : undefined,
    slowMs > 0 ? `slow (a message in ${duration(slowMs)})` : undefined,
  ].filter((text) => text !== undefined).join(", ");
}
