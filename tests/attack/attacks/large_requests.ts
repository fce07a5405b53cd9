import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";

const command = (name: string, args: string) => ({ type: "command", name, args, room: "lobby" });

/** Frames of about 60 KB, each of which asks for more work than most. */
const requests: readonly object[] = [
  command("search", "in:#LOBBY ".repeat(6000)),
  command("search", `"${"word ".repeat(11_000)}"`),
  command("search", `from:${"a".repeat(60_000)}`),
  command("topic", "\u{1f30d}".repeat(14_000)),
  command("away", "\u0301\u0323".repeat(14_000)),
  command("join", "r ".repeat(30_000)),
  { type: "say", text: `\u009d${"1;".repeat(20_000)}` },
  { type: "say", text: "\u{1f468}\u200d".repeat(8000) },
  { type: "history", room: "@", with: Array<string>(5000).fill("\ufdfa") },
  { type: "hello", version: 1, nick: "again", rooms: Array<string>(5000).fill("room") },
];

/** 24 sessions that send one after another, as often as they are let. */
export const largeRequests: Attack = {
  name: "large requests",
  async run(target) {
    const crowd = await joinCrowd(target, { count: 24 });
    await repeat(target, steadyMs, (count) => {
      const request = requests[count % requests.length];
      for (const client of crowd) if (request !== undefined) client.send(request);
    });
  },
};

const rooms = ["lobby", ...Array.from({ length: 5 }, (_, index) => `away${index}`)];

/** 99 sessions in six rooms that all tell at once why they are away, at the greatest length. */
export const awayAtOnce: Attack = {
  name: "away at once",
  async run(target) {
    const crowd = await joinCrowd(target, { count: 99, roomsOf: () => rooms });
    await repeat(target, 2000, () => {
      for (const client of crowd) client.send(command("away", "\u{1f30d}".repeat(200)));
    });
  },
};
