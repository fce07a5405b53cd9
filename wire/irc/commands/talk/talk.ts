/** What is said: https://modern.ircdocs.horse/#sending-messages */

import { codePoints } from "../../../../helpers/text/text_length.ts";
import {
  type ClientMessage,
  type ErrorMessage,
  limits,
  type SayMessage,
} from "../../../../protocol.ts";
import { clientTagsOf, reactTag, replyOf, unreactTag } from "../../lines/client_tags.ts";
import { type Ctcp, formatCtcp, parseCtcp } from "../../lines/ctcp.ts";
import { withoutFormatting } from "../../lines/formatting.ts";
import { fitsInLine } from "../../lines/line.ts";
import type { IrcMessage } from "../../lines/message.ts";
import { channelOf, ircNickOf, nickOf, roomOf } from "../../lines/names.ts";
import type { Tags } from "../../lines/tags.ts";
import type { Asked, Expected, IrcClient } from "../../client/irc_client.ts";
import { askService, serviceOf } from "../people/services.ts";
import { isToPlayback, play } from "../history/znc_playback.ts";
import { targetLimits, targetsOf } from "../../targets.ts";
import type { IrcCommand } from "../command.ts";

/** More in one line are refused. */
const maxTargets = targetLimits.PRIVMSG;

export const privmsg: IrcCommand = {
  run(client, message) {
    if (isToPlayback(message)) return play(client, message);
    const { params: [, text = ""] } = message;
    const service = text === "" ? undefined : serviceOf(message);
    return service === undefined ? speak(client, message) : askService(client, service, text);
  },
};
/** Is never answered: https://modern.ircdocs.horse/#notice-message */
export const notice: IrcCommand = { run: speak };

/** https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message */
export const tagmsg: IrcCommand = {
  leastParams: 1,
  run(client, message) {
    const tags = clientTagsOf(message.tags);
    if (tags === undefined) return;
    return toEach(client, message, (place) => {
      const reaction = reactionOf(message.tags);
      if (reaction !== undefined) return { type: "say", ...place, ...reaction, tags };
      const isTyping = message.tags.get("+typing") === "active" && !tags.includes(";");
      if (!isTyping) return { type: "signal", ...place, tags };
      // Nothing else is told of it to who types.
      if (client.has("echo-message")) {
        const params = [targetOf(client, place)];
        const ts = client.directory.server.nowTs;
        const line = { ...client.source, ts, command: "TAGMSG", params } as const;
        client.respond({ ...line, tags: [["+typing", "active"]] });
      }
      return { type: "typing", ...place };
    });
  },
};

/** https://ircv3.net/specs/client-tags/react: what is to nothing that is known is kept nowhere. */
function reactionOf(tags: Tags): Pick<SayMessage, "text" | "kind" | "replyTo"> | undefined {
  const replyTo = replyOf(tags);
  if (replyTo === undefined) return undefined;
  const [text, kind] = tags.has(reactTag)
    ? [tags.get(reactTag), "reaction"] as const
    : [tags.get(unreactTag), "unreaction"] as const;
  if (text === undefined || text === "" || codePoints(text) > limits.reactionLength) {
    return undefined;
  }
  return { text, kind, replyTo };
}

function speak(client: IrcClient, message: IrcMessage): Asked | void {
  const { command, params: [targets, text = ""] } = message;
  const isNotice = command === "NOTICE";
  if (targets === undefined || text === "") {
    if (isNotice) return;
    if (targets !== undefined) return client.reply("ERR_NOTEXTTOSEND");
    return client.reply("ERR_NORECIPIENT", `No recipient given (${command})`);
  }
  const ctcp = parseCtcp(text);
  const isSaid = ctcp === undefined || ctcp.command === "ACTION" && !isNotice;
  if (!isSaid) return toEach(client, message, (place) => request(client, message, place, ctcp));
  const kind = isNotice ? "notice" : ctcp === undefined ? "text" : "action";
  const said = withoutFormatting(ctcp?.params ?? text);
  const shown = ctcp === undefined ? said : formatCtcp({ ...ctcp, params: said });
  return toEach(client, message, (place) => {
    if (!fits(client, command, place, shown)) return undefined;
    if (!isNotice) tellAway(client, place);
    const { tags } = message;
    return {
      ...{ type: "say", ...place, text: said, kind },
      ...{ replyTo: replyOf(tags), tags: clientTagsOf(tags) },
    };
  });
}

/** One message of several lines: `message` has its command, its target and its tags. */
export function sayMultiline(
  client: IrcClient,
  message: IrcMessage,
  said: Pick<SayMessage, "text" | "joins">,
): Asked {
  const { command, tags } = message;
  const isNotice = command === "NOTICE";
  return toEach(client, message, (place) => {
    if (!isNotice) tellAway(client, place);
    return {
      ...{ type: "say", ...place, ...said, kind: isNotice ? "notice" : "text" },
      ...{ replyTo: replyOf(tags), tags: clientTagsOf(tags) },
    };
  });
}

/** Where something is said, with an id for what comes of it. */
type Place = { readonly id: string } & ({ readonly room: string } | ToPerson);

interface ToPerson {
  readonly to: string;
  readonly toPerson?: string;
}

/** For each target of the line what is asked; undefined: nothing. */
function toEach(
  client: IrcClient,
  { command, params: [param = ""] }: IrcMessage,
  ask: (place: Place) => ClientMessage | undefined,
): Asked {
  const targets = [...new Set(targetsOf(param))];
  const isAnswered = command !== "NOTICE";
  if (targets.length > maxTargets) {
    const why = `At most ${maxTargets} targets are allowed`;
    if (isAnswered) client.reply("ERR_TOOMANYTARGETS", targets[maxTargets] ?? param, why);
    return [];
  }
  return targets.flatMap((target) => {
    const place = placeOf(client, command, target);
    if (place !== undefined) return ask(place) ?? [];
    if (isAnswered) client.reply("ERR_NOSUCHNICK", target);
    return [];
  });
}

/** Undefined for a nick that nobody has, here or reserved: the rules would take it for one that looks like it. */
function placeOf(client: IrcClient, command: string, target: string): Place | undefined {
  const room = roomOf(target);
  const channel = room === undefined ? "*" : target;
  const to = nickOf(target);
  const person = room === undefined ? client.directory.findNick(to)?.person : undefined;
  const isKnown = room !== undefined || person !== undefined ||
    client.directory.findReserved(to) !== undefined;
  if (!isKnown) return undefined;
  const id = client.expect(
    command === "NOTICE" ? { command, onError: () => {} } : {
      ...{ command, target, channel },
      onError: (error) => refuseToSend(client, error, channel),
      // Of who is here nothing is told that has no numeric.
      onNotice: ({ text }) => person === undefined && client.note(text),
    },
  );
  return room === undefined ? { to, toPerson: person, id } : { room, id };
}

const closedToIt: ReadonlySet<string> = new Set([
  ...["not_in_room", "not_allowed", "muted", "banned"] as const,
]);

/** False: it is told as always. */
function refuseToSend(
  client: IrcClient,
  { code, message }: ErrorMessage,
  channel: string,
): ReturnType<NonNullable<Expected["onError"]>> {
  if (channel === "*" || !closedToIt.has(code)) return false;
  const why = code === "not_in_room" ? "Cannot send to the channel: you are not in it" : message;
  client.reply("ERR_CANNOTSENDTOCHAN", channel, why);
}

/** What other clients are asked, and what is answered: https://modern.ircdocs.horse/ctcp */
function request(
  client: IrcClient,
  { command, tags }: IrcMessage,
  place: Place,
  ctcp: Ctcp,
): ClientMessage | undefined {
  const framed = formatCtcp(ctcp);
  if (!fits(client, command, place, framed)) return undefined;
  return {
    ...{ type: "signal", ...place, ctcp: framed.slice(1, -1) },
    ...{ tags: clientTagsOf(tags), isReply: command === "NOTICE" },
  };
}

/** Whether the line can go to others as it is, with who it is from; what cannot is refused, since nothing is cut off. */
function fits(client: IrcClient, command: string, place: Place, text: string): boolean {
  const { source = "" } = client.source;
  if (fitsInLine(`:${source} ${command} ${targetOf(client, place)} :${text}`)) return true;
  client.reply("ERR_INPUTTOOLONG");
  return false;
}

/** As others are told it. */
function targetOf({ directory }: IrcClient, place: Place): string {
  if ("room" in place) return channelOf(place.room);
  return ircNickOf(directory.findNick(place.to)?.nick ?? place.to);
}

function tellAway(client: IrcClient, place: Place): void {
  if (!("to" in place)) return;
  const { nick, away } = client.directory.findNick(place.to) ?? {};
  if (nick === undefined || away === undefined) return;
  client.reply("RPL_AWAY", ircNickOf(nick), away === "" ? "Away" : away);
}
