import type { Attack } from "../attack.ts";
import { joinCrowd, mostOfOneAddress, repeat, steadyMs } from "../crowd.ts";

/** Sessions that say something as often as they are let, each in a room of its own, while the disk is full. */
function sayOnFullDisk(name: string, count: number): Attack {
  return {
    name,
    diskIsFull: true,
    async run(target) {
      const crowd = await joinCrowd(target, { count, roomsOf: (index) => [`room${index}`] });
      await repeat(target, steadyMs, (times) => {
        for (const [index, client] of crowd.entries()) {
          client.send({ type: "say", room: `room${index}`, text: "kept?", id: `${times}` });
        }
      });
    },
  };
}

export const oneOnFullDisk: Attack = sayOnFullDisk("one on a full disk", 1);
export const manyOnFullDisk: Attack = sayOnFullDisk("many on a full disk", mostOfOneAddress - 6);
