import type { Member } from "../chat/room.ts";
import { nickKeys } from "../chat/nick.ts";
import { storageFailed } from "./log.ts";
import type { Parts } from "./parts.ts";

/** Keeps under which nick an identity is here: direct messages for it find it by that when it is not. */
export function noteNick({ store, log }: Parts, { nick }: Member, identity: string): void {
  store.remember({ identity, nick, keys: nickKeys(nick) }).catch((error: unknown) => {
    log(storageFailed(`Cannot keep who "${nick}" is`, error));
  });
}
