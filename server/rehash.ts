import { reasonOf } from "../helpers/reason_of.ts";
import type { OperatorEntry, OperDesk } from "./accounts/oper_desk.ts";
import type { ChatState } from "./chat_state.ts";
import type { Log } from "./log.ts";
import type { ParticipantSession } from "./participants.ts";
import { refuse } from "./refuse.ts";

/** What may be read anew while the server runs. */
export interface FileSettings {
  /** Cleaned. */
  readonly motd?: string;
  readonly operators?: readonly OperatorEntry[];
}

export interface RehashOptions {
  readonly chat: ChatState;
  readonly operDesk: OperDesk;
  /** Reads anew what the server has from files; absent where that is nothing. Rejects with what is wrong, for a person. */
  readonly readFiles?: () => Promise<FileSettings>;
  readonly log: Log;
}

/** Takes on what is in files now: all of it, or nothing and why. Never rejects. */
export async function rehash(
  { chat, operDesk, readFiles, log }: RehashOptions,
  asker: ParticipantSession,
  id: string | undefined,
): Promise<void> {
  try {
    const { motd, operators } = await readFiles?.() ?? {};
    if (motd !== undefined) chat.motd = motd;
    if (operators !== undefined) operDesk.operators = operators;
  } catch (error) {
    const problem = `${reasonOf(error)}. All stays as it was`;
    return refuse(asker, "not_allowed", problem, { id });
  }
  const text = "What the server has from files was read anew";
  log({ event: "rehash", level: "info", message: text });
  asker.recipient.send({ type: "notice", text, id });
}
