import type { ErrorMessage } from "../protocol.ts";
import { type Answer, textAnswer } from "./answer.ts";

const retryAfterSeconds = 10;

/** What a client that is not let in is told, in the way of HTTP. */
export function answerToRefused({ code, message, retryAfterMs }: ErrorMessage): Answer {
  const seconds = retryAfterMs === undefined ? retryAfterSeconds : Math.ceil(retryAfterMs / 1000);
  const retry = { "Retry-After": String(seconds) };
  switch (code) {
    case "tls_required":
      // RFC 2817, 4.2.
      return textAnswer(426, tlsRequired, { Upgrade: "TLS/1.2, HTTP/1.1" });
    case "rate_limited":
    case "too_many_connections":
      return textAnswer(429, message, retry);
    default:
      return textAnswer(503, message, retry);
  }
}

const tlsRequired =
  "This server takes encrypted connections only: begin the address with https:// instead of http://";
