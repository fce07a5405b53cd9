import type { Asked, IrcClient } from "../client/irc_client.ts";
import type { IrcMessage } from "../lines/message.ts";

/** What a client asks with a line of that name. */
export interface IrcCommand {
  /** Fewer are refused with `ERR_NEEDMOREPARAMS`. */
  readonly leastParams?: number;
  /** The place of the parameter that people read, if it has one: codes for formatting are taken out of it. */
  readonly shownParam?: number;
  /** May come before the client is in. */
  readonly isForNewcomers?: true;
  /** Answers at once what it can, and gives what is to be asked of the server; its answers come as messages. */
  run(client: IrcClient, message: IrcMessage): Asked | void;
}
