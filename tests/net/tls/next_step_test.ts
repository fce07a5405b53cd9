import assert from "node:assert/strict";
import type { ServerCertificate } from "../../../net/tls/server_certificate.ts";
import {
  type Expected,
  type Findings,
  nextStep,
  nothingFound,
  type Step,
} from "../../../net/tls/next_step.ts";

const certificate = (fingerprint: string, isOwn: boolean): ServerCertificate => ({
  ...{ fingerprint, isOwn, issuer: "issuer", names: [] },
  pem: `PEM of ${fingerprint}`,
  ...{ isSelfSigned: false, validFromMs: 0, validToMs: 0 },
});
const [own, other] = [certificate("key", true), certificate("other", true)];
const foreign = certificate("foreign", false);

const kept: Expected = { type: "key", fingerprint: "key", certificate: "kept" };
const inAddress: Expected = { type: "key", fingerprint: "key" };
const authority: Expected = { type: "authority" };
const nothing: Expected = { type: "nothing" };

const connectTo = (certificate: string): Step => ({ type: "connect", by: "key", certificate });
const byAuthority: Step = { type: "connect", by: "authority" };
const plain: Step = { type: "connect", by: "nothing" };
const askOwn: Step = { type: "ask", name: "own" };
const askHost: Step = { type: "ask", name: "host" };
const refuse = (refusal: Extract<Step, { type: "refuse" }>["refusal"]): Step => ({
  ...{ type: "refuse", refusal },
});
const notEncrypted = refuse({ code: "not_encrypted" });
const unknown = "unknown_issuer";

const table: readonly (readonly [Expected, Partial<Findings>, Step])[] = [
  ...[kept, inAddress, authority, nothing].map((expected) =>
    [expected, { plainAnswers: 2, isUnproven: true }, refuse({ code: "not_proven" })] as const
  ),

  [kept, {}, connectTo("kept")],
  [kept, { plainAnswers: 1 }, notEncrypted],
  [kept, { keyProblem: unknown }, askOwn],
  [kept, { keyProblem: unknown, plainAnswers: 1 }, notEncrypted],
  [kept, { keyProblem: unknown, own: other }, refuse({ code: "other_key", found: other })],
  [kept, { keyProblem: unknown, own }, refuse({ code: "not_proven", found: own })],

  [inAddress, {}, askOwn],
  [inAddress, { plainAnswers: 1 }, notEncrypted],
  [inAddress, { own: other }, refuse({ code: "other_key", found: other })],
  [inAddress, { own }, connectTo(own.pem)],
  [inAddress, { own, plainAnswers: 1 }, notEncrypted],
  [inAddress, { own, keyProblem: unknown }, refuse({ code: "not_proven", found: own })],

  [authority, {}, byAuthority],
  [authority, { plainAnswers: 1 }, notEncrypted],
  [authority, { authorityProblem: unknown }, askHost],
  [
    authority,
    { authorityProblem: unknown, host: own },
    refuse({ code: "not_vouched_for", found: own }),
  ],
  [authority, { authorityProblem: unknown, host: foreign }, askOwn],
  [
    authority,
    { authorityProblem: unknown, host: foreign, own },
    refuse({ code: "not_vouched_for", found: own, passedOver: foreign }),
  ],
  [authority, { authorityProblem: "expired" }, askHost],
  [
    authority,
    { authorityProblem: "expired", host: foreign },
    refuse({ code: "bad_certificate", problem: "expired", found: foreign }),
  ],

  [nothing, {}, askHost],
  [nothing, { plainAnswers: 1 }, askHost],
  [nothing, { plainAnswers: 2 }, plain],
  [nothing, { host: own }, connectTo(own.pem)],
  [nothing, { host: own, plainAnswers: 1 }, notEncrypted],
  [nothing, { host: own, plainAnswers: 2 }, notEncrypted],
  [nothing, { host: own, keyProblem: unknown }, refuse({ code: "not_proven", found: own })],
  [nothing, { host: foreign }, byAuthority],
  [nothing, { host: foreign, plainAnswers: 2 }, notEncrypted],
  [nothing, { host: foreign, authorityProblem: unknown }, askOwn],
  [nothing, { host: foreign, authorityProblem: unknown, own }, {
    ...{ type: "connect", by: "key", certificate: own.pem, passedOver: foreign },
  }],
  [
    nothing,
    { host: foreign, authorityProblem: unknown, own: foreign },
    refuse({ code: "bad_certificate", problem: unknown, found: foreign }),
  ],
  [
    nothing,
    { host: foreign, authorityProblem: "other_name" },
    refuse({ code: "bad_certificate", problem: "other_name", found: foreign }),
  ],
];

Deno.test("nextStep() believes what was proven, and goes in the clear only where nothing is known", () => {
  for (const [expected, findings, step] of table) {
    const found = { ...nothingFound, ...findings };
    assert.deepEqual(nextStep(expected, found), step, JSON.stringify({ expected, findings }));
  }
});

Deno.test("nextStep() never goes in the clear after any sign of TLS, nor where something is expected", () => {
  const certificates = [undefined, own, other, foreign];
  const problems = [undefined, unknown, "expired"] as const;
  for (const expected of [kept, inAddress, authority, nothing]) {
    for (const plainAnswers of [0, 1, 2, 3]) {
      for (const host of certificates) {
        for (const authorityProblem of problems) {
          const step = nextStep(expected, { plainAnswers, host, authorityProblem });
          const isPlain = step.type === "connect" && step.by === "nothing";
          assert.ok(!isPlain || (expected === nothing && host === undefined && plainAnswers >= 2));
        }
      }
    }
  }
});
