import type { Attack } from "../attack.ts";
import { joinCrowd, repeat } from "../crowd.ts";
import { writeOn } from "../write_on.ts";

const much = "x".repeat(60_000);

export const frames: readonly Attack[] = [
  writeOn("pings at full speed", 20, '{"type":"ping"}\n'),
  writeOn("empty lines at full speed", 20, "\n"),
  writeOn("rubbish at full speed", 20, "rubbish\n"),
  writeOn("pongs at full speed", 20, '{"type":"pong"}\n'),
  writeOn("64 KiB frames at full speed", 20, `{"type":"say","room":"lobby","text":"${much}"}\n`),
  writeOn("frames of unknown fields", 20, `{"type":"ping",${'"a":1,'.repeat(9000)}"b":2}\n`),
  writeOn("deep frames", 20, `{"type":"ping","a":${"[".repeat(30_000)}${"]".repeat(30_000)}}\n`),
  {
    name: "half frames that never end",
    async run(target) {
      const crowd = await joinCrowd(target, { count: 250 });
      await repeat(target, 10, (count) => {
        for (const client of crowd) client.write(count === 0 ? '{"type":"say","text":"' : "x");
      });
    },
  },
];
