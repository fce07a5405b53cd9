import type { ClientState } from "../state.ts";

/** As far as a room tells that both are in. */
export function isAway({ rooms }: Pick<ClientState, "rooms">, nick: string): boolean {
  return [...rooms.values()].some(({ members }) => members.get(nick)?.away !== undefined);
}
