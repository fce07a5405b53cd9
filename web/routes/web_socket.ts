import {
  acceptHandshake,
  offeredSubprotocols,
  refuseHandshake,
} from "../../net/web_socket/handshake.ts";
import type { Dialects } from "../../wire/tell_dialect.ts";
import { type Answer, textAnswer } from "../answer.ts";
import { isOwnOrigin } from "../origin_check.ts";
import type { Upgraded, UpgradeRequest } from "../upgrade.ts";
import type { Route } from "./route.ts";
import { nativeSpeech, subprotocols } from "./subprotocols.ts";

export interface WebSocketRouteOptions {
  /** That the server speaks. */
  readonly dialects: Dialects;
  /** Of pages that are not the server's own, as `new URL(…).origin` has them. */
  readonly allowedOrigins?: readonly string[];
}

/** Where a client speaks a dialect over a WebSocket. */
export function webSocketRoute({ dialects, allowedOrigins = [] }: WebSocketRouteOptions): Route {
  const isSpoken = (subprotocol: string) => {
    const speech = subprotocols.get(subprotocol);
    return speech !== undefined && dialects.includes(speech.dialect);
  };
  return {
    path: "/ws",
    answer: () => noWebSocket,
    async upgrade({ request, peer, take }: UpgradeRequest): Promise<Upgraded | Answer> {
      const { headers: { origin, host = "" } } = request;
      const isEncrypted = peer.encryption !== undefined;
      if (!isOwnOrigin(origin, { host, isEncrypted, allowed: allowedOrigins })) {
        return foreignOrigin;
      }
      const refusal = refuseHandshake(request);
      if (refusal !== undefined) {
        return textAnswer(refusal.status, refusal.message, refusal.headers);
      }
      // The client's best; where there is none, it is for the client to decide whether it goes on.
      const subprotocol = offeredSubprotocols(request).find(isSpoken);
      const { dialect, ...speech } = subprotocols.get(subprotocol ?? "") ?? nativeSpeech;
      const { maxFrameBytes } = dialect;
      // What it is made of takes 5 MiB, and a start would take 20 ms longer.
      const { WebSocketTransport } = await import("../../net/web_socket_transport.ts");
      const preface = acceptHandshake(request, subprotocol);
      const transport = new WebSocketTransport(take(), { peer, maxFrameBytes, preface, ...speech });
      return { transport, dialect };
    },
  };
}

const noWebSocket = textAnswer(426, "This is for WebSocket; the page is at /", {
  Upgrade: "websocket",
  Connection: "Upgrade",
});

const foreignOrigin = textAnswer(
  403,
  "A page of another site may not come in here, unless the server is started with --allow-origin and that site's origin",
);
