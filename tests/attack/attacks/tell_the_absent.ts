import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";
import { LineClient } from "../line_client.ts";

/** 250 sessions write to somebody who was here and has gone. */
export const tellTheAbsent: Attack = {
  name: "tell the absent",
  async run(target) {
    const gone = new LineClient(target);
    gone.hello("gone");
    gone.send({ type: "bye" });
    await gone.closed;
    const crowd = await joinCrowd(target, { count: 250, roomsOf: () => [] });
    await repeat(target, steadyMs, (count) => {
      for (const client of crowd) client.send({ type: "say", to: "gone", text: `${count}` });
    });
  },
};
