import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";

/** Half of 250 sessions join and leave the lobby, and the other half talks in it. */
export const joinAndLeave: Attack = {
  name: "join and leave",
  async run(target) {
    const crowd = await joinCrowd(target, { count: 250 });
    await repeat(target, steadyMs, (count) => {
      const name = count % 2 === 0 ? "leave" : "join";
      for (const [index, client] of crowd.entries()) {
        if (index % 2 === 0) {
          client.send({ type: "say", room: "lobby", text: `${count} of ${index}` });
        } else client.send({ type: "command", name, args: "lobby", room: "lobby" });
      }
    });
  },
};
