/** Who is where: https://modern.ircdocs.horse/#who-message and https://ircv3.net/specs/extensions/whox */

import { matchesMask } from "../../../../helpers/text/mask.ts";
import type { PersonFacts, RoomFacts, RoomMemberFacts } from "../../../directory.ts";
import { botMode } from "../../answers/isupport.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import { channelOf, ircNickOf, nickOf, roomOf } from "../../lines/names.ts";
import { prefixOf } from "../../prefixes.ts";
import { parseWhox, type WhoxField, whoxParams } from "../../lines/whox.ts";
import type { IrcCommand } from "../command.ts";

/** More are told of no mask, and of no channel. */
const maxReplies = 5000;

interface Found {
  readonly facts: PersonFacts;
  /** Where it was looked for. */
  readonly room?: RoomFacts;
  readonly member?: RoomMemberFacts;
}

export const who: IrcCommand = {
  run(client, { params: [mask = "*", asked = ""] }) {
    const whox = parseWhox(asked);
    const isOfOperators = (whox?.flags ?? asked).includes("o");
    let count = 0;
    for (const found of search(client, mask)) {
      if (isOfOperators && !found.facts.isOperator) continue;
      if (++count > maxReplies) break;
      const fields = fieldsOf(client, found);
      if (whox !== undefined) client.reply("RPL_WHOSPCRPL", ...whoxParams(whox, fields));
      else {
        const { channel, user, host, server, nick, flags, hops, realName } = fields;
        const hopsRealName = `${hops} ${realName}`;
        client.reply("RPL_WHOREPLY", channel, user, host, server, nick, flags, hopsRealName);
      }
    }
    client.reply("RPL_ENDOFWHO", mask);
  },
};

function* search({ directory }: IrcClient, mask: string): Iterable<Found> {
  const roomName = roomOf(mask);
  if (roomName !== undefined) {
    const room = directory.findRoom(roomName);
    for (const member of room?.members() ?? []) yield { facts: member.facts, member, room };
    return;
  }
  const called = directory.findNick(nickOf(mask));
  if (called !== undefined) yield { facts: called };
  else if (/[*?]/.test(mask)) {
    for (const facts of directory.everybody()) {
      if (isMeant(mask, facts) && isToBeSeen(facts, directory.self)) yield { facts };
    }
  }
}

function isMeant(mask: string, { nick, user, host, realName }: PersonFacts): boolean {
  return [ircNickOf(nick), user, host, realName].some((text) => matchesMask(mask, text));
}

/** Who is invisible (`+i`) is found by those who share a channel with it, and by operators. */
export function isToBeSeen(facts: PersonFacts, viewer: PersonFacts | undefined): boolean {
  return !facts.isHidden || facts.person === viewer?.person || viewer?.isOperator === true ||
    [...facts.rooms()].some(({ isIn }) => isIn);
}

/** Where an address is asked for that is not told: https://ircv3.net/specs/extensions/whox */
const untoldAddress = "255.255.255.255";

function fieldsOf(
  client: IrcClient,
  { facts, room, member }: Found,
): Readonly<Record<WhoxField, string>> {
  const { nowTs } = client.directory.server;
  return {
    channel: room === undefined ? "*" : channelOf(room.name),
    user: facts.user,
    address: facts.address ?? untoldAddress,
    host: facts.host,
    server: client.hostName,
    nick: ircNickOf(facts.nick),
    flags: flagsOf(facts) + prefixOf(member, client.has("multi-prefix")),
    hops: "0",
    idleSeconds: `${idleSeconds(facts, nowTs)}`,
    account: facts.account ?? "0",
    level: "n/a",
    realName: facts.realName,
  };
}

/** Gone or here, an operator, a bot. */
function flagsOf({ away, isOperator, isBot }: PersonFacts): string {
  return (away === undefined ? "H" : "G") + (isOperator ? "*" : "") + (isBot ? botMode : "");
}

/** How long it has said nothing. */
export function idleSeconds({ activeTs }: PersonFacts, nowTs: number): number {
  return Math.max(0, Math.floor((nowTs - activeTs) / 1000));
}
