import type { Attack } from "../attack.ts";
import { joinCrowd, mostOfOneAddress, repeat, steadyMs } from "../crowd.ts";
import type { LineClient } from "../line_client.ts";

/** As many sessions as one address may have do it as often as they are let. */
function flood(
  name: string,
  act: (client: LineClient, index: number, count: number) => void,
  rooms: readonly string[] = ["lobby"],
): Attack {
  return {
    name,
    async run(target) {
      const options = { count: mostOfOneAddress - 6, roomsOf: () => rooms };
      const crowd = await joinCrowd(target, options);
      await repeat(target, steadyMs, (count) => {
        for (const [index, client] of crowd.entries()) act(client, index, count);
      });
    },
  };
}

function command(client: LineClient, name: string, args: string, room = "lobby"): void {
  client.send({ type: "command", name, args, room });
}

export const floods: readonly Attack[] = [
  flood("renames", (client, index, count) => command(client, "nick", `x${index}n${count}`)),
  flood("topics", (client, index, count) => {
    command(client, "topic", `${index} ${count} `.padEnd(500, "x"));
  }),
  flood("away", (client, index, count) => {
    command(client, "away", `${index} ${count} `.padEnd(200, "x"));
  }),
  flood("typing", (client) => client.send({ type: "typing", room: "lobby" })),
  flood("new rooms", (client, index, count) => {
    command(
      client,
      "join",
      Array.from({ length: 10 }, (_, n) => `r${index}c${count}n${n}`).join(" "),
    );
    command(client, "leave", "", `r${index}c${count}n1`);
  }),
  flood("greatest pages", (client) => {
    client.send({ type: "history", room: "lobby", limit: 500 });
  }),
  flood("who and rooms", (client, _, count) => {
    command(client, count % 2 === 0 ? "who" : "rooms", "");
  }),
  flood("talk", (client, index, count) => {
    client.send({ type: "say", room: "lobby", text: `${index} ${count}` });
  }),
  flood("16 KB of talk in one room", (client, index) => {
    if (index % 10 === 0) client.send({ type: "say", room: "lobby", text: "x".repeat(16_384) });
  }),
];
