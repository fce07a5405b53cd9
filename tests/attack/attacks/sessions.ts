import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";
import { LineClient } from "../line_client.ts";

const welcome = '{"type":"welcome"';

/** 200 sessions that come again all at once, each with the rooms that it has missed something in. */
const resumeAtOnce: Attack = {
  name: "resume at once",
  async run(target) {
    const rooms = Array.from({ length: 20 }, (_, index) => `resumed${index}`);
    const resume = Object.fromEntries(rooms.map((room) => [room, 1]));
    const tokens = await Promise.all(Array.from({ length: 200 }, (_, index) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const client = new LineClient({
        port: target.port,
        onLine(line) {
          if (!line.startsWith(welcome)) return;
          resolve(JSON.parse(line).token);
          client[Symbol.dispose]();
        },
      });
      client.hello(`again${index}`, rooms);
      return promise;
    }));
    const [talker] = await joinCrowd(target, { count: 1, roomsOf: () => rooms });
    for (const room of rooms) talker?.send({ type: "say", room, text: "x".repeat(10_000) });
    await repeat(target, 2000, () => {
      for (const [index, token] of tokens.entries()) {
        const client = new LineClient(target);
        client.send({ type: "hello", version: 1, nick: `again${index}`, token, rooms, resume });
        setTimeout(() => client.reset(), 1500);
      }
    });
  },
};

/** 100 sessions that never read, and ask for much. */
const neverReads: Attack = {
  name: "never reads",
  async run(target) {
    const crowd = await joinCrowd(target, { count: 100 });
    for (const client of crowd) client.pause();
    await repeat(target, steadyMs, (count) => {
      for (const client of crowd) {
        if (count % 2 === 0) client.send({ type: "history", room: "lobby", limit: 500 });
        else client.send({ type: "say", room: "lobby", text: "x".repeat(1000) });
      }
    });
  },
};

/** 100 sessions that come, and go without a word, all the time. */
const comeAndGo: Attack = {
  name: "come and go",
  async run(target) {
    let number = 0;
    await repeat(target, 25, () => {
      const client = new LineClient(target);
      client.hello(`guest${number++}`);
      setTimeout(() => client.reset(), 500);
    });
  },
};

export const sessions: readonly Attack[] = [resumeAtOnce, neverReads, comeAndGo];
