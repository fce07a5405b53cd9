/** The table of IRC's commands. */

import { authenticate, register, verify } from "./people/accounts.ts";
import { join, names, part, topic } from "./channels/channels.ts";
import { chathistory } from "./history/chathistory.ts";
import { batch } from "./talk/batch.ts";
import type { IrcCommand } from "./command.ts";
import { markread } from "./history/markread.ts";
import { metadata } from "./metadata/metadata.ts";
import { invite } from "./channels/invite.ts";
import { kick } from "./channels/kick.ts";
import { list } from "./channels/list.ts";
import { mode } from "./channels/mode.ts";
import { cap, nick, pass, ping, pong, quit, user, webirc } from "./registration.ts";
import { help } from "./help.ts";
import { monitor } from "./people/monitor.ts";
import { kill, oper, rehash, wallops } from "./people/operators.ts";
import { away, ison, setname, userhost } from "./people/presence.ts";
import { admin, info, isupport, links, lusers, motd, stats, time, version } from "./server.ts";
import { redact } from "./talk/redact.ts";
import { chanservCommand, nickservCommand } from "./people/services.ts";
import { notice, privmsg, tagmsg } from "./talk/talk.ts";
import { who } from "./people/who.ts";
import { whois, whowas } from "./people/whois.ts";

export const commands: ReadonlyMap<string, IrcCommand> = new Map([
  ["ADMIN", admin],
  ["AUTHENTICATE", authenticate],
  ["AWAY", away],
  ["BATCH", batch],
  ["CAP", cap],
  ["CHATHISTORY", chathistory],
  ["CHANSERV", chanservCommand],
  ["CS", chanservCommand],
  ["HELP", help],
  ["HELPOP", help],
  ["INFO", info],
  ["INVITE", invite],
  ["ISON", ison],
  ["ISUPPORT", isupport],
  ["JOIN", join],
  ["KICK", kick],
  ["KILL", kill],
  ["LINKS", links],
  ["LIST", list],
  ["LUSERS", lusers],
  ["MARKREAD", markread],
  ["METADATA", metadata],
  ["MONITOR", monitor],
  ["MODE", mode],
  ["MOTD", motd],
  ["NAMES", names],
  ["NICK", nick],
  ["NICKSERV", nickservCommand],
  ["NOTICE", notice],
  ["NS", nickservCommand],
  ["OPER", oper],
  ["PART", part],
  ["PASS", pass],
  ["PING", ping],
  ["PONG", pong],
  ["PRIVMSG", privmsg],
  ["QUIT", quit],
  ["REDACT", redact],
  ["REGISTER", register],
  ["REHASH", rehash],
  ["SETNAME", setname],
  ["STATS", stats],
  ["TAGMSG", tagmsg],
  ["TIME", time],
  ["TOPIC", topic],
  ["USER", user],
  ["USERHOST", userhost],
  ["VERIFY", verify],
  ["VERSION", version],
  ["WALLOPS", wallops],
  ["WEBIRC", webirc],
  ["WHO", who],
  ["WHOIS", whois],
  ["WHOWAS", whowas],
]);
