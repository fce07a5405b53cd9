import type { Action } from "../../chat/permissions.ts";
import type { RoomKeeper } from "../../chat/order/keeper.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { type Command, type CommandOutcome, onlyWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

interface NickCommandOptions {
  readonly name: string;
  readonly summary: string;
  /** What one must be allowed in the room. */
  readonly action: Action;
  readonly run: (keeper: RoomKeeper, nick: string) => Iterable<CommandOutcome>;
  /** What is told of the nick to who did it, as in `may speak again`. */
  readonly told: (room: string) => string;
}

/** A command that does one thing to one nick in a room. */
export function nickCommand(
  { name, summary, action, run, told }: NickCommandOptions,
): Command {
  const usage = `/${name} NICK`;
  return {
    ...{ name, usage, summary, details: [roomDetail], action },
    *run(context, args) {
      const [keeper, rest] = roomKeeperOf(context, args, action);
      const nick = onlyWord(rest, { usage });
      yield* run(keeper, nick);
      yield done(context, keeper, `"${bareNick(nick)}" ${told(keeper.room.name)}`);
    },
  };
}
