/** The worker that has the clients of a case, so that what they cost is not measured. */

import { connect, type Socket } from "node:net";

import { delay } from "../../helpers/delay.ts";
import type { Setting } from "./frames.ts";

type Order =
  | { readonly type: "set"; readonly port: number; readonly setting: Setting }
  | { readonly type: "send"; readonly frame: string };

/** What is used here of a worker's `self`, whose type Deno takes for the main thread's. */
declare const self: {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(answer: "ready"): void;
};

let asker: Socket;

self.onmessage = ({ data: order }) => {
  if (order.type === "send") asker.write(`${order.frame}\n`);
  else void prepare(order.port, order.setting);
};

async function prepare(port: number, { crowd = [], asker: frames = [] }: Setting): Promise<void> {
  for (const frames of crowd) await join(port, frames);
  asker = await join(port, frames);
  await delay(500);
  self.postMessage("ready");
}

/** Resolves when the server has said something. */
async function join(port: number, frames: readonly string[]): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  socket.write(frames.map((frame) => `${frame}\n`).join(""));
  if (frames.length > 0) await new Promise((resolve) => socket.once("data", resolve));
  return socket.resume();
}
