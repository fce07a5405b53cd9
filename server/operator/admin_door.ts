import { reasonOf } from "../../helpers/reason_of.ts";
import type { LocalListener } from "../../net/local_socket.ts";
import type { ByeMessage } from "../../protocol.ts";
import { native } from "../../wire/native.ts";
import type { Log } from "../log.ts";
import { Measurements } from "../measuring/measurements.ts";
import { Connections } from "../sessions/connections.ts";
import type { SessionBounds } from "../sessions/session_bounds.ts";
import { AdminRequests, type AdminRequestsOptions } from "./admin_requests.ts";

export interface AdminDoorOptions extends Omit<AdminRequestsOptions, "rate" | "secret"> {
  readonly listen: () => LocalListener;
  readonly sessionBounds: SessionBounds;
  readonly log: Log;
}

const connectionBounds = { total: 16, perAddress: 16 };

/** The admin socket and who is connected to it, bounded as clients are. */
export class AdminDoor {
  private constructor(
    private readonly listener: LocalListener,
    private readonly requests: AdminRequests,
    private readonly connections: Connections,
  ) {}

  /** Undefined, with a line in the log, where there can be none: the server goes on without. */
  static open(options: AdminDoorOptions): AdminDoor | undefined {
    const { listen, sessionBounds, log } = options;
    try {
      const local = listen();
      const { listener, secret } = local;
      // Scripts run many commands: what all who come from one address may say, one admin may.
      const rate = sessionBounds.addressRate;
      const requests = new AdminRequests({ ...options, rate, secret });
      const connections = new Connections({
        ...{ listeners: [listener], dialects: [native], name: options.server, trustedProxies: [] },
        ...{ connectionBounds, handler: requests, log },
        // Who runs the server is no client of it.
        measurements: new Measurements(),
        sessionBounds: { ...sessionBounds, rate },
      });
      return new AdminDoor(local, requests, connections);
    } catch (error) {
      const message = `"chatroom admin" cannot be used: ${reasonOf(error)}`;
      log({ event: "admin_socket_failed", level: "warning", message });
      return undefined;
    }
  }

  /** Lets nobody in any more, and takes no more commands; who is connected stays. Idempotent. */
  close(): void {
    this.requests.stop();
    this.connections.close();
    this.listener[Symbol.dispose]();
  }

  /** Says `bye` to everybody, and waits at most `withinMs` for it to go out. */
  async endAll(bye: ByeMessage, withinMs: number): Promise<void> {
    await this.connections.endAll(bye, withinMs);
  }
}
