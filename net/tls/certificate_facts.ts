import type { X509Certificate } from "node:crypto";

/** What a certificate says of itself, which whoever made it chose: clean it before it is shown. */
export interface CertificateFacts {
  /** The host names and addresses it is for, as it has them. */
  readonly names: readonly string[];
  /** It vouches for itself, which convinces nobody. */
  readonly isSelfSigned: boolean;
  /** Milliseconds since the Unix epoch, as the next; NaN for a time that is none. */
  readonly validFromMs: number;
  readonly validToMs: number;
}

export function factsOf(
  { subjectAltName = "", issuer, subject, validFrom, validTo }: X509Certificate,
): CertificateFacts {
  return {
    names: subjectAltName.split(", ")
      .flatMap((name) => /^(?:DNS|IP Address):(.+)$/s.exec(name)?.[1] ?? []),
    isSelfSigned: issuer === subject,
    validFromMs: Date.parse(validFrom),
    validToMs: Date.parse(validTo),
  };
}

/** In UTC, for a person. */
export function dayOf(ms: number): string {
  return Number.isNaN(ms) ? "a day that is none" : new Date(ms).toISOString().slice(0, 10);
}
