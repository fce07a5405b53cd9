import type { Attack } from "../attack.ts";
import { repeat } from "../crowd.ts";
import { LineClient } from "../line_client.ts";

/** 40 connections a second that are reset before anything is said. */
export const connectAndReset: Attack = {
  name: "connect and reset",
  async run(target) {
    await repeat(target, 25, () => {
      const client = new LineClient(target);
      setTimeout(() => client.reset(), 1);
    });
  },
};
