import { Buffer } from "node:buffer";
import type { PasswordHash } from "../../records.ts";

/** More memory than this no password is looked at with: 128 bytes for each unit of cost and of block size (RFC 7914, 2). */
const maxMemoryBytes = 128 * 1024 * 1024;
const hashBytes = 32;
const form =
  /^\$scrypt\$ln=(?<ln>\d{1,2}),r=(?<r>\d{1,2}),p=(?<p>\d{1,2})\$(?<salt>[\w+/]{11,86})\$(?<hash>[\w+/]{43})$/;

/** The hash as a line of text, in the form of PHC strings: `$scrypt$ln=14,r=8,p=5$SALT$HASH`. */
export function formatPassword(
  { cost, blockSize, parallelization, salt, hash }: PasswordHash,
): string {
  const parameters = `ln=${Math.log2(cost)},r=${blockSize},p=${parallelization}`;
  return `$scrypt$${parameters}$${asPhc(salt)}$${asPhc(hash)}`;
}

/** Undefined for what is none, or takes too much to look at. */
export function parsePassword(text: string): PasswordHash | undefined {
  const { ln, r, p, salt = "", hash = "" } = form.exec(text)?.groups ?? {};
  const [cost, blockSize, parallelization] = [2 ** Number(ln), Number(r), Number(p)];
  const isBounded = 128 * cost * blockSize <= maxMemoryBytes && parallelization <= 16;
  if (!isBounded || cost < 2 || blockSize < 1 || parallelization < 1) return undefined;
  const bytes = Buffer.from(hash, "base64");
  if (bytes.length !== hashBytes) return undefined;
  const parameters = { cost, blockSize, parallelization };
  return { ...parameters, salt: asRecord(salt), hash: asRecord(hash) };
}

/** Base64 without padding. */
function asPhc(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString("base64").replace(/=+$/, "");
}

function asRecord(base64: string): string {
  return Buffer.from(base64, "base64").toString("base64url");
}
