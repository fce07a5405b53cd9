import { concatenate } from "../../../helpers/concatenate.ts";
import { clientFrame } from "../../support/web_socket/client_frame.ts";
import { handshakeRequest } from "../../support/web_socket/web_socket_lines.ts";
import type { Attack } from "../attack.ts";
import { joinCrowd, repeat, steadyMs } from "../crowd.ts";
import type { LineClient } from "../line_client.ts";
import { writeAll } from "../../support/clients/write_all.ts";
import { untilClosed, visits } from "../visits.ts";
import { writeOn } from "../write_on.ts";

const opcodes = { continuation: 0, ping: 9 };
const handshake = handshakeRequest(80);

function helloFrame(nick: string): Uint8Array {
  return clientFrame(JSON.stringify({ type: "hello", version: 1, nick, rooms: ["lobby"] }));
}

function enter(client: LineClient, index: number): void {
  client.write(concatenate([handshake, helloFrame(`page${index}`)]));
}

/** Connections that become WebSockets, write this, and are then hung up on. */
function frames(name: string, atOnce: number, ...written: readonly Uint8Array[]): Attack {
  const bytes = concatenate([handshake, ...written]);
  return visits(name, atOnce, () =>
    Promise.resolve(async (connection) => {
      await writeAll(connection, bytes);
      await untilClosed(connection);
    }));
}

const begun = clientFrame("x", { isFinal: false });
const emptyFragment = clientFrame("", { opcode: opcodes.continuation, isFinal: false });
const fragment = clientFrame("x".repeat(60), { opcode: opcodes.continuation, isFinal: false });
const last = clientFrame("x", { opcode: opcodes.continuation });
const ping = clientFrame("x".repeat(125), { opcode: opcodes.ping });

/** Browsers that look at a room where others talk, and never read. */
const neverRead: Attack = {
  name: "WebSocket: never reads in a busy room",
  async run(target) {
    const deaf = await joinCrowd(target, { count: 100, enter });
    for (const client of deaf) client.pause();
    const talkers = await joinCrowd(target, { count: 50 });
    await repeat(target, steadyMs, () => {
      for (const client of talkers) {
        client.send({ type: "say", room: "lobby", text: "x".repeat(1000) });
      }
    });
  },
};

/** As soon as there is an answer, the next one begins. */
function handshakes(name: string, atOnce: number, request: Uint8Array): Attack {
  return visits(name, atOnce, () =>
    Promise.resolve(async (connection) => {
      await writeAll(connection, request);
      await connection.read(new Uint8Array(1024));
    }));
}

/** By what speaks a WebSocket. */
export const webSockets: readonly Attack[] = [
  handshakes("WebSocket: handshakes as fast as can be", 100, handshake),
  handshakes(
    "WebSocket: handshakes of another site",
    100,
    handshakeRequest(80, { headers: ["Origin: http://elsewhere.example"] }),
  ),
  frames(
    "WebSocket: a message of empty fragments",
    64,
    ...[begun, ...Array<Uint8Array>(20_000).fill(emptyFragment)],
  ),
  frames("WebSocket: a frame of 1 EiB", 64, clientFrame("x", { announcedBytes: 1n << 60n })),
  writeOn(
    "WebSocket: messages of a thousand fragments",
    20,
    concatenate([begun, ...Array<Uint8Array>(1000).fill(fragment), last]),
    { enter },
  ),
  writeOn("WebSocket: pings at full speed", 20, ping, { enter }),
  writeOn("WebSocket: pings whose pongs are never read", 20, ping, { enter, isRead: false }),
  writeOn("WebSocket: empty messages at full speed", 20, clientFrame(""), { enter }),
  neverRead,
];
