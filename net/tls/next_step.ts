import type { CertificateProblem } from "./handshake_error.ts";
import type { ServerCertificate } from "./server_certificate.ts";

/** What a server is to prove before anything is said to it. */
export type Expected =
  /** That it has this key; `certificate` is one of that key that it once proved, as PEM. */
  | { readonly type: "key"; readonly fingerprint: string; readonly certificate?: string }
  /** That a known authority vouches for it. */
  | { readonly type: "authority" }
  /** Nothing is known of it. */
  | { readonly type: "nothing" };

/** What was found out in one attempt to connect. */
export interface Findings {
  /** How many answers since the last certificate were no TLS. */
  readonly plainAnswers: number;
  /** What it shows who asks for its host's name. */
  readonly host?: ServerCertificate;
  /** What it shows who asks for its own key. */
  readonly own?: ServerCertificate;
  /** What answered shows a certificate, and has another key. */
  readonly isUnproven?: boolean;
  /** Why no authority vouches for it. */
  readonly authorityProblem?: CertificateProblem;
  /** Why a certificate of its own key was not proven. */
  readonly keyProblem?: CertificateProblem;
}

export type Step =
  /** For a certificate, to look at it. */
  | { readonly type: "ask"; readonly name: "own" | "host" }
  /** `by`: what the server proves by it. `passedOver`: the certificate of an authority that is not known. */
  | {
    readonly type: "connect";
    readonly by: "key";
    readonly certificate: string;
    readonly passedOver?: ServerCertificate;
  }
  | { readonly type: "connect"; readonly by: "authority" | "nothing" }
  | { readonly type: "refuse"; readonly refusal: Refusal };

/** Why nothing is said to a server. */
export type Refusal =
  /** It speaks no TLS, where it did, or has to. */
  | { readonly code: "not_encrypted" }
  /** Its key is another one than expected. */
  | { readonly code: "other_key"; readonly found: ServerCertificate }
  /** It shows the certificate of a key, which is `found` if that could be seen, and does not prove that it has the key. */
  | { readonly code: "not_proven"; readonly found?: ServerCertificate }
  /** No known authority vouches for it any more; `found` is of its own key, `passedOver` of an authority that is not known. */
  | {
    readonly code: "not_vouched_for";
    readonly found: ServerCertificate;
    readonly passedOver?: ServerCertificate;
  }
  | {
    readonly code: "bad_certificate";
    readonly problem: CertificateProblem;
    readonly found: ServerCertificate;
  };

/** So often an answer must be no TLS before it is believed: one alone may be anything. */
const plainAnswersNeeded = 2;

export const nothingFound: Findings = { plainAnswers: 0 };

/** What to do next; ends, since each step finds something out. */
export function nextStep(expected: Expected, findings: Findings): Step {
  if (findings.isUnproven) return refuse({ code: "not_proven" });
  switch (expected.type) {
    case "key":
      return toKey(expected, findings);
    case "authority":
      return toAuthority(findings);
    case "nothing":
      return toUnknown(findings);
    default:
      return expected satisfies never;
  }
}

function toKey(
  { fingerprint, certificate }: Extract<Expected, { readonly type: "key" }>,
  { plainAnswers, own, keyProblem }: Findings,
): Step {
  if (plainAnswers > 0) return refuse({ code: "not_encrypted" });
  if (certificate !== undefined && keyProblem === undefined) return connectByKey(certificate);
  if (own === undefined) return { type: "ask", name: "own" };
  if (own.fingerprint !== fingerprint) return refuse({ code: "other_key", found: own });
  return byOwnKey(own, keyProblem);
}

function toAuthority({ plainAnswers, host, own, authorityProblem }: Findings): Step {
  if (plainAnswers > 0) return refuse({ code: "not_encrypted" });
  if (authorityProblem === undefined) return { type: "connect", by: "authority" };
  if (host === undefined) return { type: "ask", name: "host" };
  if (authorityProblem !== "unknown_issuer") {
    return refuse({ code: "bad_certificate", problem: authorityProblem, found: host });
  }
  if (host.isOwn) return refuse({ code: "not_vouched_for", found: host });
  if (own === undefined) return { type: "ask", name: "own" };
  return refuse({ code: "not_vouched_for", found: own, passedOver: host });
}

function toUnknown({ plainAnswers, host, own, authorityProblem, keyProblem }: Findings): Step {
  if (host === undefined) {
    const isPlain = plainAnswers >= plainAnswersNeeded;
    return isPlain ? { type: "connect", by: "nothing" } : { type: "ask", name: "host" };
  }
  if (plainAnswers > 0) return refuse({ code: "not_encrypted" });
  if (host.isOwn) return byOwnKey(host, keyProblem);
  if (authorityProblem === undefined) return { type: "connect", by: "authority" };
  if (authorityProblem !== "unknown_issuer") {
    return refuse({ code: "bad_certificate", problem: authorityProblem, found: host });
  }
  if (own === undefined) return { type: "ask", name: "own" };
  if (own.isOwn) return byOwnKey(own, keyProblem, host);
  return refuse({ code: "bad_certificate", problem: authorityProblem, found: own });
}

function byOwnKey(
  own: ServerCertificate,
  problem: CertificateProblem | undefined,
  passedOver?: ServerCertificate,
): Step {
  if (problem !== undefined) return refuse({ code: "not_proven", found: own });
  return connectByKey(own.pem, passedOver);
}

function connectByKey(certificate: string, passedOver?: ServerCertificate): Step {
  return { type: "connect", by: "key", certificate, ...passedOver && { passedOver } };
}

function refuse(refusal: Refusal): Step {
  return { type: "refuse", refusal };
}
