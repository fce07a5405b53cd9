import type { Health } from "../../web/routes/healthz.ts";
import type { StoreHealth } from "./store_health.ts";

export interface HealthSources {
  readonly health: StoreHealth;
  readonly clock: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly version: string;
}

/** What `/healthz` says now. Never rejects. */
export async function checkHealth(sources: HealthSources): Promise<Health> {
  const { health, clock, startedAt, version } = sources;
  const { isKeeping, ...why } = await health.check();
  const upMs = clock() - startedAt;
  return { keepsMessages: isKeeping, ...why, lastFailureMs: health.failedAgoMs, upMs, version };
}
