import { cleanLine } from "../../chat/text.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { checkRegularFile } from "../../helpers/regular_file.ts";
import { type CertificateFacts, dayOf } from "../../net/tls/certificate_facts.ts";
import type { KeyPair } from "../../net/tls/own_certificate.ts";
import { KeyPairError, readKeyPair } from "../../net/tls/read_key_pair.ts";
import type { LogRecord } from "../../server/log.ts";
import { readableByOthers } from "./readable_by_others.ts";

/** What `--cert` and `--key` name. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

export type AuthorityCertificate = KeyPair & CertificateFacts;

/** Far more than any chain of certificates takes. */
const maxBytes = 1024 * 1024;

/** Reads and checks both. Rejects with an error that names the file and says what to do, for a person. */
export async function readCertificateFiles(files: CertificateFiles): Promise<AuthorityCertificate> {
  const [key, certificate] = [
    await read("--key", files.key),
    await read("--cert", files.certificate),
  ];
  try {
    return readKeyPair(key, certificate);
  } catch (error) {
    if (!(error instanceof KeyPairError)) throw error;
    throw new Error(`${placeOf(error, files)} ${error.message}`);
  }
}

function placeOf({ of }: KeyPairError, files: CertificateFiles): string {
  const [certificate, key] = [JSON.stringify(files.certificate), JSON.stringify(files.key)];
  switch (of) {
    case "key":
      return `The key in --key ${key}`;
    case "certificate":
      return `The certificate in --cert ${certificate}`;
    case "pair":
      return `--cert ${certificate} and --key ${key}`;
    default:
      return of satisfies never;
  }
}

async function read(option: string, path: string): Promise<string> {
  try {
    const info = await Deno.stat(path);
    checkRegularFile(info);
    if (info.size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new Error(
      `${option} must be a file that can be read: ${JSON.stringify(path)}: ${reasonOf(error)}`,
    );
  }
}

/** What an operator is to know of a certificate that is in use, and of its key's file. */
export function doubtsAbout(
  certificate: CertificateFacts,
  files: CertificateFiles,
  nowMs: number,
): readonly LogRecord[] {
  const file = JSON.stringify(files.certificate);
  const doubts = whyRefused(certificate, nowMs).map((why) =>
    warning(
      `The certificate in ${file} ${why}. It is served, but clients that go by its authority refuse it`,
    )
  );
  return [...doubts, ...readableByOthers(files.key, "the key", "o")];
}

function whyRefused(
  { names, validFromMs, validToMs }: CertificateFacts,
  nowMs: number,
): readonly string[] {
  const clock = `the clock of this machine shows ${dayOf(nowMs)}: set that right, or`;
  const [from, to] = [validFromMs, validToMs].map(dayOf);
  return [
    ...nowMs > validToMs ? [`expired on ${to}, and ${clock} renew it`] : [],
    ...nowMs < validFromMs ? [`is valid from ${from} on, and ${clock} wait`] : [],
    ...names.length === 0
      ? ["is for no host name and no address: have one made with names (SAN)"]
      : [],
  ];
}

/** The first few, fit to be shown. */
export function shownNames({ names }: CertificateFacts): string {
  return names.slice(0, 5).map(cleanLine).join(", ");
}

export function warning(message: string): LogRecord {
  return { event: "certificate", level: "warning", message };
}
