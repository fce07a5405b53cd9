/** The table of slash commands, in the order in which `/help` shows them. */

import { ChatError } from "../chat/chat_error.ts";
import { permissions, type Role, roleOf } from "../chat/permissions.ts";
import { refuseIfReadOnly } from "../chat/guests.ts";
import { utf8Bytes } from "../helpers/text/text_length.ts";
import { type CommandSummary, limits } from "../protocol.ts";
import { address } from "./server/address.ts";
import { audit } from "./server/audit.ts";
import { ban } from "./order/ban.ts";
import { bans } from "./order/bans.ts";
import { except, unexcept } from "./order/except.ts";
import { mute } from "./order/mute.ts";
import { unban } from "./order/unban.ts";
import { unmute } from "./order/unmute.ts";
import { settings } from "./rooms/settings.ts";
import { slow } from "./rooms/slow.ts";
import { invite } from "./rooms/invite.ts";
import { uninvite } from "./rooms/uninvite.ts";
import { mod } from "./order/mod.ts";
import { unmod } from "./order/unmod.ts";
import { voice } from "./order/voice.ts";
import { unvoice } from "./order/unvoice.ts";
import { owner } from "./order/owner.ts";
import { makePrivate } from "./rooms/private.ts";
import { claim } from "./server/claim.ts";
import { deop } from "./server/deop.ts";
import { devices } from "./people/devices.ts";
import { link } from "./people/link.ts";
import { logout } from "./people/logout.ts";
import { op } from "./server/op.ts";
import { password } from "./people/password.ts";
import { reset } from "./server/reset.ts";
import { lock } from "./rooms/lock.ts";
import { unlock } from "./rooms/unlock.ts";
import { away } from "./people/away.ts";
import { back } from "./people/back.ts";
import { badUsage, type Command, type CommandContext, type CommandOutcome } from "./command.ts";
import { deleteMessages } from "./talk/delete.ts";
import { alert } from "./server/alert.ts";
import { describe } from "./talk/describe.ts";
import { requireCommand } from "./require_command.ts";
import { help } from "./server/help.ts";
import { join } from "./rooms/join.ts";
import { kick } from "./order/kick.ts";
import { leave } from "./rooms/leave.ts";
import { me } from "./talk/me.ts";
import { motd } from "./server/motd.ts";
import { msg } from "./talk/msg.ts";
import { nick } from "./people/nick.ts";
import { quit } from "./people/quit.ts";
import { rehash } from "./server/rehash.ts";
import { release } from "./people/release.ts";
import { reply } from "./talk/reply.ts";
import { rooms } from "./rooms/rooms.ts";
import { say } from "./talk/say.ts";
import { search } from "./talk/search.ts";
import { stats } from "./server/stats.ts";
import { stop } from "./server/stop.ts";
import { topic } from "./rooms/topic.ts";
import { who } from "./rooms/who.ts";
import { whois } from "./people/whois.ts";

export const commands: readonly Command[] = [
  help,
  nick,
  join,
  leave,
  rooms,
  who,
  whois,
  msg,
  reply,
  me,
  describe,
  say,
  search,
  deleteMessages,
  topic,
  settings,
  slow,
  makePrivate,
  lock,
  unlock,
  invite,
  uninvite,
  address,
  away,
  back,
  quit,
  password,
  link,
  devices,
  logout,
  mod,
  unmod,
  voice,
  unvoice,
  owner,
  kick,
  ban,
  unban,
  bans,
  except,
  unexcept,
  mute,
  unmute,
  audit,
  release,
  op,
  deop,
  reset,
  claim,
  motd,
  stats,
  alert,
  rehash,
  stop,
];

/** What somebody who has that role outside of rooms may run, or may in a room where it is more than that. */
export function commandsFor(role: Role): readonly Command[] {
  return commands.filter(({ action }) =>
    action === undefined || permissions[action].has(role) || permissions[action].has("roomOwner")
  );
}

/** Runs a command by name or alias. Throws `ChatError`, before or between outcomes. */
export function* runCommand(
  context: Omit<CommandContext, "commands">,
  name: string,
  args: string,
): Iterable<CommandOutcome> {
  const allowed = commandsFor(roleOf(context.member));
  const command = requireCommand(commands, name, allowed);
  if (!allowed.includes(command)) {
    const { action } = command;
    const isForOwners = action !== undefined && !permissions[action].has("operator");
    const whose = isForOwners ? "owners" : "operators";
    throw new ChatError("not_allowed", `/${command.name} is for the server's ${whose}`);
  }
  if (command.says === true) refuseIfReadOnly(context.chat, context.member);
  else refuseIfTooLong(command, args);
  // It would be in the request as it was typed.
  if (command.password?.split(args)[1]) throw badUsage(command);
  yield* command.run({ ...context, commands: allowed }, args);
}

/** Before anything is looked for in it. */
function refuseIfTooLong({ name }: Command, args: string): void {
  const bytes = utf8Bytes(args);
  if (bytes <= limits.argsBytes) return;
  const problem =
    `What follows /${name} has ${bytes} bytes; at most ${limits.argsBytes} are allowed`;
  throw new ChatError("text_too_long", problem);
}

/** What `welcome` tells a client of them. */
export function summarize(commands: readonly Command[]): CommandSummary[] {
  return commands.map(({ name, aliases = [], usage, summary, details }) => ({
    name,
    aliases,
    usage,
    summary,
    details,
  }));
}
