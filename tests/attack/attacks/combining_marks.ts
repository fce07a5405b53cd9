import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";

/** 16 KB of marks that are to be put into order: below and above the letter in turns. */
const text = "a" + "\u0301\u0323".repeat(4000);

/** 24 sessions that say as many combining marks as they are let, each in a room of its own. */
export const combiningMarks: Attack = {
  name: "combining marks",
  leastSeconds: 60,
  async run(target) {
    const roomOf = (index: number) => `marks${index}`;
    const crowd = await joinCrowd(target, { count: 24, roomsOf: (index) => [roomOf(index)] });
    await repeat(target, steadyMs, () => {
      for (const [index, client] of crowd.entries()) {
        client.send({ type: "say", room: roomOf(index), text });
      }
    });
  },
};
