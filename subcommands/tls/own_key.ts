import { join } from "node:path";
import { reasonOf } from "../../helpers/reason_of.ts";
import { readRegularFile } from "../../helpers/regular_file.ts";
import { checkOwnCertificate } from "../../net/tls/check_own_certificate.ts";
import { type KeyPair, makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { KeyPairError, readKeyPair } from "../../net/tls/read_key_pair.ts";
import type { LogRecord } from "../../server/log.ts";
import { failedStatus, Failure } from "../failure.ts";
import { createFile } from "../replace_file.ts";
import { readableByOthers } from "./readable_by_others.ts";

/** Key and certificate in one file, so that neither is ever without the other. */
const fileName = "chatroom.key";

/** The server's own key, and what its operator is to know of it. */
export interface OwnKey {
  readonly pair: KeyPair;
  readonly told: readonly LogRecord[];
}

/**
 * The key of the server that has the directory: at the first start it is made, and kept for its owner alone. One that
 * is there and cannot be used is never replaced, since every client that knows it would refuse another. Throws
 * `Failure`.
 */
export async function openOwnKey(directory: string, nowMs = Date.now()): Promise<OwnKey> {
  const path = join(directory, fileName);
  const kept = readKept(path, nowMs);
  const isNew = kept === undefined && keep(path, await makeOwnCertificate());
  // Another server may just have kept one.
  const pair = kept ?? readKept(path, nowMs);
  if (pair === undefined) {
    throw new UnusableKey(failedStatus, whyNotRead(path, new Error("it is gone again")));
  }
  return { pair, told: isNew ? [newKey(path)] : readableByOthers(path, "the server's key", "go") };
}

/**
 * The same, for a server that keeps nothing else: where `directory` throws, or nothing can be kept there, it goes on
 * with a key for this run only, which is told. Throws `Failure` for a key that is there and cannot be used.
 */
export async function openOwnKeyOrGoOn(directory: () => string): Promise<OwnKey> {
  let why: string;
  try {
    return await openOwnKey(directory());
  } catch (error) {
    if (error instanceof UnusableKey) throw error;
    why = reasonOf(error);
  }
  const message =
    "The server's key cannot be kept in the data directory (--data), so it is for this run only, " +
    `and clients will refuse the next one: ${why}`;
  const told: LogRecord = { event: "key_not_kept", level: "warning", message };
  return { pair: await makeOwnCertificate(), told: [told] };
}

/** Whether a key is kept there, usable or not. False where `directory` throws. */
export function hasOwnKey(directory: () => string): boolean {
  try {
    return Deno.statSync(join(directory(), fileName)).isFile;
  } catch {
    return false;
  }
}

/** A key is there, and cannot be used. */
class UnusableKey extends Failure {}

/** Undefined if there is none. */
function readKept(path: string, nowMs: number): KeyPair | undefined {
  let text: string;
  try {
    text = readRegularFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new UnusableKey(failedStatus, whyNotRead(path, error));
  }
  try {
    const { key, certificate } = readKeyPair(text, text);
    checkOwnCertificate(certificate, nowMs);
    return { key, certificate };
  } catch (error) {
    if (!(error instanceof KeyPairError)) throw error;
    throw new UnusableKey(failedStatus, whyNotUsed(path, error));
  }
}

function whyNotRead(path: string, error: unknown): string {
  const problem = `Cannot read the server's key in ${JSON.stringify(path)}`;
  if (!(error instanceof Deno.errors.PermissionDenied)) return `${problem}: ${reasonOf(error)}`;
  const advice = 'start the server as the user whose it is, or give that file to it with "chown"';
  return `${problem}: it is another user's, or its mode does not allow it; ${advice}`;
}

function whyNotUsed(path: string, { of, message }: KeyPairError): string {
  const parts = { key: "the key there", certificate: "the certificate there", pair: "the two" };
  const problem = `The server's key in ${JSON.stringify(path)} cannot be used: ${
    parts[of]
  } ${message}`;
  const advice = "put that file back from a backup; only if there is none, move it away";
  const because = "the server makes another then, which clients that know this one refuse";
  return `${problem}. To go on, ${advice}: ${because}`;
}

/** False if another server has just kept one. Throws `Failure`. */
function keep(path: string, { key, certificate }: KeyPair): boolean {
  try {
    return createFile(path, `${key.trimEnd()}\n${certificate.trimEnd()}\n`);
  } catch (error) {
    const problem = `Cannot keep the server's key in ${JSON.stringify(path)}`;
    throw new Failure(failedStatus, `${problem}: ${reasonOf(error)}`);
  }
}

function newKey(path: string): LogRecord {
  const message = `The server's key is new, in ${JSON.stringify(path)}: back it up, since ` +
    "clients that know it take no other";
  return { event: "key_made", level: "info", message };
}
