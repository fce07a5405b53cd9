import { delay } from "../../helpers/delay.ts";
import type { Attack, Target } from "./attack.ts";
import { connectFrom, trustsAttackers } from "./proxied.ts";

/** Makes a connection, and is done with it when the promise is settled: it is then closed. */
type Visit = (connection: Deno.TcpConn, target: Target) => Promise<void>;

/** So many at a time, from many addresses, and another for each that is done. */
export function visits(
  name: string,
  atOnce: number,
  prepare: (target: Target) => Promise<Visit>,
): Attack {
  return {
    name,
    serverOptions: trustsAttackers,
    async run(target) {
      const visit = await prepare(target);
      let index = 0;
      const visitAll = async () => {
        while (!target.signal.aborted) await visitOnce(visit, index++, target);
      };
      await Promise.all(Array.from({ length: atOnce }, visitAll));
    },
  };
}

async function visitOnce(visit: Visit, index: number, target: Target): Promise<void> {
  const connection = await connectFrom(index, target.port).catch(() => undefined);
  // Hung up on, or not even let in: whoever attacks comes again.
  if (connection === undefined) return await delay(10, target.signal);
  await visit(connection, target).catch(() => {});
  try {
    connection.close();
  } catch {
    // Closed, or another one's by now.
  }
}

/** Resolves when the server hangs up. */
export async function untilClosed(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(1024);
  while (await connection.read(buffer) !== null);
}
