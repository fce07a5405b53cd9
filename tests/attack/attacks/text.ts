import type { Attack } from "../attack.ts";
import { joinCrowd, mostOfOneAddress, repeat } from "../crowd.ts";
import type { LineClient } from "../line_client.ts";

const crowdCount = mostOfOneAddress - 6;
const pieceBytes = 16 * 1024;

function enter(client: LineClient, index: number): void {
  client.write(`/nick text${index}\n`);
}

/** As much of that as goes through, over and over. */
function pour(name: string, begin: readonly number[], piece: readonly number[]): Attack {
  const bytes = Uint8Array.from(
    { length: pieceBytes },
    (_, index) => piece[index % piece.length] ?? 0,
  );
  return {
    name: `text: ${name}`,
    async run(target) {
      const crowd = await joinCrowd(target, { count: crowdCount, enter });
      for (const client of crowd) client.write(Uint8Array.from(begin));
      await repeat(target, 20, () => {
        for (const client of crowd) {
          // What waits to be sent is no attack, but fills the attacker.
          void client.drained().then(() => client.write(bytes));
        }
      });
    },
  };
}

const [iac, subnegotiation, terminalType, will] = [255, 250, 24, 251];

/** What clients of the text dialect can do to a server. */
export const text: readonly Attack[] = [
  pour("a subnegotiation without an end", [iac, subnegotiation, terminalType], [0x78]),
  pour("options that nobody knows", [], [iac, will, 200, iac, will, 201]),
  pour("empty lines", [], [0x0a]),
];
