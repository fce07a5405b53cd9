import { delay } from "../../helpers/delay.ts";
import type { Target } from "./attack.ts";
import { LineClient } from "./line_client.ts";

/** As many as one address may have. */
export const mostOfOneAddress = 256;
/** What a client may say for long: five messages a second. */
export const steadyMs = 200;

export interface CrowdOptions {
  readonly count: number;
  readonly roomsOf?: (index: number) => readonly string[];
  /** Says who it is in another dialect than the native one. */
  readonly enter?: (client: LineClient, index: number) => void;
}

/** Many sessions of one address. They are closed when the process ends. */
export async function joinCrowd(
  { port, signal }: Target,
  { count, roomsOf, enter }: CrowdOptions,
): Promise<LineClient[]> {
  const clients: LineClient[] = [];
  for (let index = 0; index < count && !signal.aborted; index++) {
    const client = new LineClient({ port });
    if (enter === undefined) client.hello(`crowd${index}`, roomsOf?.(index));
    else enter(client, index);
    clients.push(client);
    // Coming in is not what is tried.
    if (index % 10 === 9) await delay(20, signal);
  }
  return clients;
}

/** Calls `act` every `everyMs` until the signal comes, with how often it was called before. */
export async function repeat(
  { signal }: Target,
  everyMs: number,
  act: (count: number) => void,
): Promise<void> {
  for (let count = 0; !signal.aborted; count++) {
    act(count);
    await delay(everyMs, signal);
  }
}
