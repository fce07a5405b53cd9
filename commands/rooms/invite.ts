import { ChatError } from "../../chat/chat_error.ts";
import { may } from "../../chat/permissions.ts";
import { addTo } from "../../chat/order/roles.ts";
import { quote } from "../../chat/text.ts";
import { parseDuration } from "../../helpers/duration.ts";
import { defaultRoom } from "../../protocol.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { done, roomDetail, roomKeeperOf } from "../order/keeper.ts";
import {
  type Command,
  type CommandContext,
  type CommandOutcome,
  onlyWord,
  splitWord,
} from "../command.ts";

export const invite: Command = {
  name: "invite",
  usage: "/invite [NICK | TIME] [NUMBER]",
  summary: "Ask somebody into the room, locked or not",
  details: [
    "/invite bob: who is not here is told on coming in.",
    roomDetail,
    "Operators: /invite gives a link to the server, good for a day;",
    "/invite 2h 3: for 2 hours, and 3 people.",
  ],
  action: "invite",
  *run(context, args) {
    const [first] = splitWord(args);
    const isLink = first === "" || /^[-+.]?\d/.test(first);
    if (isLink && may(context.member, "lockServer")) yield* makeLink(context, args);
    else yield* inviteToRoom(context, args);
  },
};

const dayMs = 24 * 60 * 60 * 1000;
const mostUses = 10_000;

function* makeLink(
  { chat, member, room }: CommandContext,
  args: string,
): Iterable<CommandOutcome> {
  const words = args.split(/\s+/).filter((word) => word !== "");
  const forMs = words.map(parseDuration).find((ms) => ms !== undefined);
  const uses = words.filter((word) => /^\d+$/.test(word)).map(Number).at(0);
  const unknown = words.find((word) => parseDuration(word) === undefined && !/^\d+$/.test(word));
  if (unknown !== undefined || uses === 0 || (uses ?? 0) > mostUses || words.length > 2) {
    const what = unknown ?? String(uses);
    const problem = `${
      quote(what)
    } is no time such as 2h, and no number of people up to ${mostUses}`;
    throw new ChatError("bad_usage", problem);
  }
  const isUnbounded = forMs === undefined && uses === undefined;
  // Who is new may not come into a closed room, nor is its name for everybody who gets the link.
  const isDestination = room !== defaultRoom && !chat.rooms.isClosed(room);
  yield {
    ...{ type: "newInvitation", identity: member.identity, room: isDestination ? room : undefined },
    ...{ forMs: isUnbounded ? dayMs : forMs, uses },
  };
}

function* inviteToRoom(context: CommandContext, args: string): Iterable<CommandOutcome> {
  const [keeper, rest] = roomKeeperOf(context, args, "invite");
  const nick = onlyWord(rest, invite);
  const { chat, by, room } = keeper;
  yield* addTo(keeper, "invited", "invite", nick);
  const invited = chat.members.lookUp(nick);
  if (invited !== undefined && !invited.rooms.has(room.name)) {
    const about = { identity: by.identity, by: by.nick, room: room.name };
    yield { type: "invited", ...about, toIdentity: invited.identity };
  }
  yield done(context, keeper, `"${bareNick(nick)}" is invited to #${room.name}`);
}
