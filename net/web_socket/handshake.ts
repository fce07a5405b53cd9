import { createHash } from "node:crypto";

/** What of a request for a WebSocket matters; the names of headers are in small letters, as `node:http` has them. */
export interface HandshakeRequest {
  readonly method?: string;
  readonly httpVersion: string;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
}

/** What to answer a request that asks for no WebSocket, or for none that there is. */
export interface HandshakeRefusal {
  readonly status: 400 | 405 | 426;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 6455, 1.3. */
const keySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** 16 bytes in base64. */
const keyShape = /^[A-Za-z0-9+/]{22}==$/;
const version = "13";

/** Why there is no WebSocket for such a request; undefined if there is one. RFC 6455, 4.2. */
export function refuseHandshake(request: HandshakeRequest): HandshakeRefusal | undefined {
  const { method, httpVersion, headers } = request;
  if (method !== "GET") {
    return { status: 405, message: "A WebSocket is asked for by GET", headers: { allow: "GET" } };
  }
  if (String(headers.upgrade).toLowerCase() !== "websocket" || httpVersion !== "1.1") {
    const upgrade = { upgrade: "websocket", connection: "Upgrade" };
    return { status: 426, message: "This is for WebSocket, by HTTP/1.1", headers: upgrade };
  }
  if (headers["sec-websocket-version"] !== version) {
    return {
      status: 426,
      message: `Sec-WebSocket-Version is to be ${version}`,
      headers: { "sec-websocket-version": version },
    };
  }
  return keyShape.test(String(headers["sec-websocket-key"])) ? undefined : {
    status: 400,
    message: "Sec-WebSocket-Key is missing, or is no 16 bytes in base64",
    headers: {},
  };
}

/** The subprotocols that the client would speak, the best first. */
export function offeredSubprotocols({ headers }: HandshakeRequest): readonly string[] {
  const offered = headers["sec-websocket-protocol"];
  if (offered === undefined) return [];
  return String(offered).split(",").map((each) => each.trim());
}

/** The answer (101) to a request that is not refused. Without a subprotocol, none is chosen. */
export function acceptHandshake({ headers }: HandshakeRequest, subprotocol?: string): Uint8Array {
  const key = String(headers["sec-websocket-key"]);
  const accepted = createHash("sha1").update(key + keySuffix).digest("base64");
  const head = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accepted}`,
    ...subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`],
  ];
  return new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n`);
}
