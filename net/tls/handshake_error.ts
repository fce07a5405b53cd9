import { reasonOf } from "../../helpers/reason_of.ts";

/**
 * `no_tls`: what answers speaks no TLS. `broken`: the handshake did not come to its end, which says nothing about who
 * is there. The others: why a certificate is not believed.
 */
export type HandshakeProblem = "no_tls" | "broken" | CertificateProblem;

export type CertificateProblem =
  | "unknown_issuer"
  | "expired"
  | "not_yet_valid"
  | "other_name"
  | "bad_certificate";

/** Why a connection is not encrypted; the message says it to a person. */
export class HandshakeError extends Error {
  override readonly name = "HandshakeError";

  constructor(readonly code: HandshakeProblem, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** By the words of rustls, which are all that Deno gives. Whatever else it says is `broken`. */
const problems: readonly (readonly [words: RegExp, code: HandshakeProblem])[] = [
  [/received corrupt message of type InvalidContentType/, "no_tls"],
  [/^invalid peer certificate: UnknownIssuer/, "unknown_issuer"],
  // A certificate that signed itself, as `openssl req -x509` makes one.
  [/^invalid peer certificate: .*CaUsedAsEndEntity/, "unknown_issuer"],
  [/^invalid peer certificate: (certificate expired|Expired)/, "expired"],
  [/^invalid peer certificate: (certificate not valid yet|NotValidYet)/, "not_yet_valid"],
  [/^invalid peer certificate: (certificate not valid for name|NotValidForName)/, "other_name"],
  [/^invalid peer certificate/, "bad_certificate"],
];

/** What a handshake threw, in words for a person. `signal` is that of the attempt. */
export function handshakeError(cause: unknown, signal: AbortSignal): HandshakeError {
  if (cause instanceof HandshakeError) return cause;
  if (signal.aborted) {
    const silent =
      "what is there takes the connection, and does not answer; is it a chatroom server?";
    return new HandshakeError("broken", silent, { cause });
  }
  const reason = tlsReason(cause);
  const code = problems.find(([words]) => words.test(reason))?.[1] ?? "broken";
  return new HandshakeError(code, describeBroken(reason), { cause });
}

/** Deno adds words of OpenSSL, which speak of something else. */
const opensslWords = / \(SSL routines:.*\)$/;

/** Why TLS failed, in the words of rustls. */
export function tlsReason(error: unknown): string {
  return reasonOf(error).replace(opensslWords, "");
}

function describeBroken(reason: string): string {
  if (/reset|ECONNRESET/i.test(reason)) return brokenOff("was reset");
  if (/end of file|before secure TLS connection/i.test(reason)) return brokenOff("ended");
  if (/received corrupt message/.test(reason)) {
    return "what answers there speaks nothing that can be read as TLS; is it a chatroom server, " +
      "and the port right?";
  }
  const [, name, code = name] = /fatal alert: (\w+)(?:\((\w+)\))?/.exec(reason) ?? [];
  if (code !== undefined) {
    const alert = code === name ? name : `alert ${Number(code)}`;
    return `what answers there refuses to encrypt (${alert}); if that is a chatroom ` +
      `server, it is older than this client, and whoever runs it is to update it`;
  }
  return `the connection could not be encrypted: ${reason}`;
}

function brokenOff(how: string): string {
  return `the connection ${how} before it was encrypted; it may work the next time`;
}
