import type { Attack } from "../attack.ts";
import { joinCrowd, mostOfOneAddress, repeat, steadyMs } from "../crowd.ts";
import type { LineClient } from "../line_client.ts";
import { writeAll } from "../../support/clients/write_all.ts";
import { untilClosed, visits } from "../visits.ts";

const crowdCount = mostOfOneAddress - 6;
const encoder = new TextEncoder();

function sendLines(client: LineClient, ...lines: readonly string[]): void {
  client.write(lines.map((line) => `${line}\r\n`).join(""));
}

function enter(client: LineClient, index: number): void {
  const nick = `irc${index}`;
  const wanted = "CAP REQ :message-tags labeled-response batch echo-message draft/chathistory";
  sendLines(client, wanted, `NICK ${nick}`, `USER ${nick} 0 * :x`, "CAP END", "JOIN #lobby");
}

/** As many clients as one address may have send such lines, faster than they are read. */
function flood(
  name: string,
  linesOf: (index: number, count: number) => readonly string[],
  isRead = true,
): Attack {
  return {
    name: `IRC: ${name}`,
    async run(target) {
      const crowd = await joinCrowd(target, { count: crowdCount, enter });
      if (!isRead) { for (const client of crowd) client.pause(); }
      await repeat(target, steadyMs, (count) => {
        for (const [index, client] of crowd.entries()) sendLines(client, ...linesOf(index, count));
      });
    },
  };
}

const nicks = Array.from({ length: 40 }, (_, index) => `irc${index}`).join();

/** Clients that negotiate, and never come to an end of it. */
const halfRegistered = visits(
  "IRC: half registrations",
  9000,
  () =>
    Promise.resolve(async (connection) => {
      await writeAll(connection, encoder.encode("CAP LS 302\r\nUSER x 0 * :x\r\n"));
      await untilClosed(connection);
    }),
);

/** What IRC clients can do to a server. */
export const irc: readonly Attack[] = [
  flood("joins, parts and nicks", (index, count) => [
    ...[`JOIN #a${index},#b${count},#c${index % 5}`, `NICK i${index}n${count}`],
    `PART #a${index},#b${count},#c${index % 5} :bye`,
  ]),
  flood("WHO, NAMES and LIST", () => ["WHO #lobby", "NAMES #lobby", "LIST", "WHO *"]),
  flood("MONITOR", (_, count) => [
    ...[`MONITOR ${count % 2 === 0 ? "+" : "-"} ${nicks}`, "MONITOR S", "MONITOR L"],
  ]),
  flood("labels with large answers", (_, count) => [
    ...[`@label=${count} WHO #lobby`, `@label=l${count} HELP`, `@label=m${count} LIST`],
  ]),
  flood("never reads", (_, count) => [
    ...[
      "WHO #lobby",
      "CHATHISTORY LATEST #lobby * 100",
      `PRIVMSG #lobby :${count} ${"x".repeat(300)}`,
    ],
  ], false),
  flood("tags alone to all", () => [`@+x=${"x".repeat(4000)} TAGMSG #lobby`]),
  halfRegistered,
];
