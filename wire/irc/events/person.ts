/** What becomes of somebody, wherever it is told. */

import type { Profile, ProfileMessage, WatchedMessage } from "../../../protocol.ts";
import { shownHost, shownUser } from "../../../helpers/text/mask.ts";
import type { Directory } from "../../directory.ts";
import { awayText } from "../answers/away_text.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { ircNickOf } from "../lines/names.ts";
import { targetLines } from "../answers/monitor_lines.ts";
import type { OutLine } from "../out_line.ts";
import { type Sender, senderOf, sourceOf } from "../source.ts";

export function profileLines(
  directory: Directory,
  { nick, person, ts, was, ...now }: ProfileMessage,
): readonly OutLine[] {
  if (was === undefined) return [];
  const sender = senderOf(directory, nick, person);
  return changeLines(nick, sender, was, now).map((line) => ({ ...line, ts }));
}

/** CHGHOST, ACCOUNT and SETNAME: https://ircv3.net/specs/extensions/chghost and those of the same names. */
function changeLines(
  nick: string,
  sender: Sender,
  was: Profile,
  now: Profile,
): readonly OutLine[] {
  const lines: OutLine[] = [];
  const { account, realName } = now;
  const source = sourceOf(nick, shownUser(was.user), shownHost(was.host));
  const [user, host] = [shownUser(now.user), shownHost(now.host)];
  if (source !== sourceOf(nick, user, host)) {
    const params = [user, host];
    lines.push({ ...sender, source, command: "CHGHOST", params, needs: "chghost" });
  }
  if (was.account !== account) {
    const params = [account ?? "*"];
    lines.push({ ...sender, command: "ACCOUNT", params, needs: "account-notify" });
  }
  if (was.realName !== realName) {
    const line = { ...sender, command: "SETNAME", params: [realName ?? nick], trailing: true };
    lines.push({ ...line, needs: "setname" });
  }
  return lines;
}

/** Of somebody whom the client monitors; an answer with an `id` was told by the command already. */
export function watchedLines(client: IrcClient, now: WatchedMessage): readonly OutLine[] {
  const { nick, here, person, id } = now;
  const before = client.monitored.learn(ircNickOf(nick), now);
  if (before === undefined || id !== undefined) return [];
  // Who logs in is another person under the same nick.
  if (here && before.here) return sharedWithNone(client, before, now);
  if (here === before.here) return [];
  const facts = person === undefined ? undefined : client.directory.findPerson(person);
  const target = facts === undefined ? ircNickOf(nick) : sourceOf(nick, facts.user, facts.host);
  return targetLines(client, here ? "730" : "731", [target]);
}

/** https://ircv3.net/specs/extensions/extended-monitor: what those who share a channel hear there. */
function sharedWithNone(
  client: IrcClient,
  before: WatchedMessage,
  now: WatchedMessage,
): readonly OutLine[] {
  const { nick, person, away } = now;
  const facts = person === undefined ? undefined : client.directory.findPerson(person);
  if (!client.has("extended-monitor") || facts === undefined) return [];
  const isShared = facts.person === client.self?.person ||
    [...facts.rooms()].some(({ isIn }) => isIn);
  if (isShared) return [];
  const sender = senderOf(client.directory, nick, person);
  const lines = changeLines(nick, sender, before, now);
  if (before.away === away) return lines;
  const line = { ...sender, command: "AWAY", needs: "away-notify" } as const;
  const told = away === undefined ? line : { ...line, params: [awayText(away)], trailing: true };
  return [...lines, told];
}
