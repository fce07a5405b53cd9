import { Forgetting } from "../../../server/delivery/forgetting.ts";
import type { Store } from "../../../store/store.ts";

/** Where nothing is to be forgotten so far. */
export function forgettingIn(store: Store): Forgetting {
  return new Forgetting({ store, log() {}, clock: () => 0, onForgotten() {} });
}
