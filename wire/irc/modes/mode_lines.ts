/** What happens to a room as `MODE` tells it. */

import type { MemberRole, ModerationMessage, SettingsMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { formatModeChanges, type ModeChange } from "../lines/mode_changes.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { isOperatorRole } from "../prefixes.ts";
import { senderOf } from "../source.ts";
import { changeTo, settingModes } from "./channel_modes.ts";
import { maskOf, muteMaskOf } from "./masks.ts";

/** Nothing of what no mode tells. */
export function settingsLines(
  directory: Directory,
  { room, by, person, settings, changed, ts }: SettingsMessage,
): readonly OutLine[] {
  const changes = settingModes.filter(({ field }) => changed.includes(field))
    .map((mode) => changeTo(mode, settings));
  return modeLines(directory, { room, by, byPerson: person, ts }, changes);
}

export function moderationLines(
  directory: Directory,
  moderation: ModerationMessage,
): readonly OutLine[] {
  const { action, room, by, byPerson, nick = "", ts } = moderation;
  if (action === "invite") {
    const params = [ircNickOf(nick), channelOf(room)];
    const sender = senderOf(directory, by, byPerson);
    return [{ ...sender, ts, command: "INVITE", params, needs: "invite-notify" }];
  }
  return modeLines(directory, moderation, changesOf(moderation));
}

/** None where a line of its own tells the same, such as `KICK`. */
function changesOf({ action, nick = "", roles }: ModerationMessage): readonly ModeChange[] {
  switch (action) {
    case "ban":
      return [{ sign: "+", letter: "b", param: maskOf(nick) }];
    case "unban":
      return [{ sign: "-", letter: "b", param: maskOf(nick) }];
    case "mute":
      return [{ sign: "+", letter: "b", param: muteMaskOf(nick) }];
    case "unmute":
      return [{ sign: "-", letter: "b", param: muteMaskOf(nick) }];
    case "except":
      return [{ sign: "+", letter: "e", param: maskOf(nick) }];
    case "unexcept":
      return [{ sign: "-", letter: "e", param: maskOf(nick) }];
    case "invex":
      return [{ sign: "+", letter: "I", param: maskOf(nick) }];
    case "uninvex":
      return [{ sign: "-", letter: "I", param: maskOf(nick) }];
    case "voice":
      return roles.map(({ nick }) => ({ sign: "+", letter: "v", param: ircNickOf(nick) }));
    case "unvoice":
      return roles.map(({ nick }) => ({ sign: "-", letter: "v", param: ircNickOf(nick) }));
    default:
      return roles.flatMap(({ nick, role }) => operatorChange(action, ircNickOf(nick), role));
  }
}

const given: ReadonlySet<string> = new Set(["mod", "owner", "op", "claim"]);
const taken: ReadonlySet<string> = new Set(["unmod", "owner", "deop"]);

/** Who still keeps order as something else stays what it is to IRC. */
function operatorChange(
  action: string,
  param: string,
  role: MemberRole | undefined,
): readonly ModeChange[] {
  const isOperator = isOperatorRole(role);
  if (isOperator && given.has(action)) return [{ sign: "+", letter: "o", param }];
  if (!isOperator && taken.has(action)) return [{ sign: "-", letter: "o", param }];
  return [];
}

function modeLines(
  directory: Directory,
  { room, by, byPerson, ts }: Pick<ModerationMessage, "room" | "by" | "byPerson" | "ts">,
  changes: readonly ModeChange[],
): readonly OutLine[] {
  if (changes.length === 0) return [];
  const params = [channelOf(room), ...formatModeChanges(changes)];
  return [{ ...senderOf(directory, by, byPerson), ts, command: "MODE", params }];
}
