import { addException, type ExceptionList, removeException } from "../../chat/order/room_masks.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, maskDetails, roomDetail, roomKeeperOf } from "./keeper.ts";

const lists: ReadonlyMap<string, ExceptionList> = new Map([
  ["bans", "exceptions"],
  ["invites", "inviteExceptions"],
]);

export const except = exceptionCommand({
  name: "except",
  summary: "Let a mask past bans and mutes, or in without an invitation",
  run: addException,
  told: {
    exceptions: "is past bans and mutes",
    inviteExceptions: "comes in without an invitation",
  },
});

export const unexcept = exceptionCommand({
  name: "unexcept",
  summary: "Take back what /except has done",
  run: removeException,
  told: {
    exceptions: "is held by bans and mutes",
    inviteExceptions: "needs an invitation where others do",
  },
});

interface ExceptionCommandOptions extends Pick<Command, "name" | "summary"> {
  readonly run: typeof addException;
  /** What is told of the mask to who did it. */
  readonly told: Readonly<Record<ExceptionList, string>>;
}

function exceptionCommand({ name, summary, run, told }: ExceptionCommandOptions): Command {
  const usage = `/${name} [bans|invites] MASK`;
  return {
    ...{ name, usage, summary, action: "ban" },
    details: [
      `/${name} bob!*@*: of bans and mutes, as /${name} bans bob!*@*.`,
      roomDetail,
      ...maskDetails,
    ],
    *run(context, args) {
      const [keeper, rest] = roomKeeperOf(context, args, "ban");
      const [first, second] = splitWord(rest);
      const list = second === "" ? undefined : lists.get(first.toLowerCase());
      const mask = list === undefined ? first : second;
      if (mask === "" || /\s/.test(mask) || list === undefined && second !== "") {
        throw badUsage({ usage });
      }
      const which = list ?? "exceptions";
      yield* run(keeper, which, mask);
      yield done(context, keeper, `"${mask}" ${told[which]} in #${keeper.room.name}`);
    },
  };
}
