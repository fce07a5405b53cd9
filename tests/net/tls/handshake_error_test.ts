import assert from "node:assert/strict";
import {
  HandshakeError,
  handshakeError,
  type HandshakeProblem,
} from "../../../net/tls/handshake_error.ts";

const { signal } = new AbortController();

const cases: readonly [reason: string, code: HandshakeProblem, told: RegExp][] = [
  ["received corrupt message of type InvalidContentType", "no_tls", /./],
  ["invalid peer certificate: UnknownIssuer", "unknown_issuer", /./],
  ["invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))", "unknown_issuer", /./],
  ["invalid peer certificate: certificate expired: verification time 1", "expired", /./],
  ["invalid peer certificate: certificate not valid yet: verification", "not_yet_valid", /./],
  ["invalid peer certificate: certificate not valid for name", "other_name", /./],
  ["invalid peer certificate: BadSignature", "bad_certificate", /./],
  ["invalid peer certificate: Other(OtherError(UnsupportedCertVersion))", "bad_certificate", /./],
  ["received fatal alert: HandshakeFailure", "broken", /\(HandshakeFailure\); .* update it$/],
  ["received fatal alert: AlertDescription(0xc8)", "broken", /encrypt \(alert 200\);/],
  [
    "received corrupt message of type UnknownProtocolVersion (SSL routines:ssl3_get_record:wrong)",
    "broken",
    /speaks nothing that can be read as TLS/,
  ],
  ["something else (SSL routines:ssl3_get_record:wrong version number)", "broken", /else$/],
  ["Connection reset by peer (os error 104)", "broken", /was reset before/],
  ["unexpected end of file", "broken", /ended before/],
  ["something new", "broken", /something new$/],
];

Deno.test("handshakeError() tells why by what rustls says; all else is no reason to believe anything", () => {
  for (const [reason, code, told] of cases) {
    const error = handshakeError(new Error(reason), signal);
    assert.equal(error.code, code, reason);
    assert.match(error.message, told);
  }
});

Deno.test("handshakeError() says of one that was not done in time that nothing answers", () => {
  const error = handshakeError(new Error("the operation was canceled"), AbortSignal.abort());
  assert.deepEqual([error.code, /does not answer/.test(error.message)], ["broken", true]);
  const known = new HandshakeError("expired", "it is old");
  assert.equal(handshakeError(known, signal), known);
});
