import { Measurements } from "../../../server/measuring/measurements.ts";
import { StoreHealth } from "../../../server/measuring/store_health.ts";
import type { Store } from "../../../store/store.ts";

/** What counts for parts of a server that are tested by themselves. */
export function measured(
  store: Store,
): { readonly measurements: Measurements; readonly health: StoreHealth } {
  return { measurements: new Measurements(), health: new StoreHealth({ store }) };
}
