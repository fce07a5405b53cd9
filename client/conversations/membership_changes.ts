import type { JoinMessage, LeaveMessage, PresenceMessage } from "../../protocol.ts";
import { foldNick } from "../../helpers/text/nicks.ts";
import type { MembershipChanges } from "./timeline_item.ts";

/** Nicks that one item names altogether. */
const maxNamed = 100;

type List = "joined" | "left" | "passed";
interface Move {
  readonly nick: string;
  readonly list: List;
}

export function changesOf(
  message: JoinMessage | LeaveMessage | PresenceMessage,
): MembershipChanges {
  const none = { type: "membership", ts: message.ts, joined: [], left: [], passed: [] } as const;
  switch (message.type) {
    case "join":
      return { ...none, joined: [message.nick], others: 0 };
    case "leave":
      return { ...none, left: [message.nick], others: 0 };
    case "presence": {
      const { joined, left } = message;
      return mergeChanges({ ...none, others: 0 }, { ...none, joined, left, others: 0 });
    }
    default:
      return message satisfies never;
  }
}

/** Both in one; `later` is what came after. */
export function mergeChanges(
  earlier: MembershipChanges,
  later: MembershipChanges,
): MembershipChanges {
  const moves = new Map(movesOf(earlier).map((move) => [foldNick(move.nick), move]));
  let others = earlier.others + later.others;
  for (const move of movesOf(later)) {
    const key = foldNick(move.nick);
    const before = moves.get(key);
    if (before === undefined && moves.size >= maxNamed) others++;
    else moves.set(key, { nick: move.nick, list: before ? together(before, move) : move.list });
  }
  const named = (list: List) =>
    [...moves.values()].filter((move) => move.list === list).map(({ nick }) => nick);
  return {
    type: "membership",
    ts: earlier.ts,
    joined: named("joined"),
    left: named("left"),
    passed: named("passed"),
    others,
  };
}

function movesOf(changes: MembershipChanges): readonly Move[] {
  const lists = ["left", "passed", "joined"] as const;
  return lists.flatMap((list) => changes[list].map((nick) => ({ nick, list })));
}

/** In `passed` the effects of before cancel out, so that only what comes next counts. */
function together(before: Move, later: Move): List {
  if (later.list === "passed") return before.list;
  return before.list === "passed" || before.list === later.list ? later.list : "passed";
}
