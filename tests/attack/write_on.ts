import type { Attack } from "./attack.ts";
import { type CrowdOptions, joinCrowd, repeat } from "./crowd.ts";
import type { LineClient } from "./line_client.ts";

const chunkBytes = 64 * 1024;
const encoder = new TextEncoder();

/** Sessions that write the same bytes as fast as the server takes them. */
export function writeOn(
  name: string,
  sessions: number,
  bytes: string | Uint8Array,
  { enter, isRead = true }: Pick<CrowdOptions, "enter"> & { readonly isRead?: boolean } = {},
): Attack {
  const chunk = repeated(typeof bytes === "string" ? encoder.encode(bytes) : bytes);
  return {
    name,
    async run(target) {
      const writeAll = async (client: LineClient) => {
        while (!target.signal.aborted && !client.isClosed) {
          client.write(chunk);
          await client.drained();
        }
      };
      const crowd = await joinCrowd(target, { count: sessions, enter });
      if (!isRead) { for (const client of crowd) client.pause(); }
      await Promise.all(crowd.map(writeAll));
      await repeat(target, 1000, () => {});
    },
  };
}

function repeated(bytes: Uint8Array): Uint8Array {
  const times = Math.ceil(chunkBytes / bytes.length);
  const all = new Uint8Array(times * bytes.length);
  for (let time = 0; time < times; time++) all.set(bytes, time * bytes.length);
  return all;
}
