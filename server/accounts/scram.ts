import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import type { ScramKeys } from "../../records.ts";

/** At least 4096 (RFC 7677, 4); a client derives the same in about 0.1 s. */
const iterations = 65_536;
const keyBytes = 32;
const saltBytes = 16;
const nonceBytes = 18;

/** What the server keeps of a password for SCRAM-SHA-256 (RFC 5802, 3): not enough to log in with. */
export async function scramKeys(
  password: string,
  salt: Uint8Array = randomBytes(saltBytes),
  rounds: number = iterations,
): Promise<ScramKeys> {
  const salted = await derive(password, salt, rounds);
  const clientKey = hmac(salted, "Client Key");
  return {
    iterations: rounds,
    salt: Buffer.from(salt).toString("base64"),
    storedKey: createHash("sha256").update(clientKey).digest("base64"),
    serverKey: Buffer.from(hmac(salted, "Server Key")).toString("base64"),
  };
}

/** Looks like those of an account, always the same for one name: nobody learns which accounts there are. */
export function feignedKeys(secret: Uint8Array, name: string): ScramKeys {
  const of = (what: string) => hmac(secret, `scram ${what} ${name}`);
  const salt = Buffer.from(of("salt")).subarray(0, saltBytes).toString("base64");
  const key = (what: string) => Buffer.from(of(what)).toString("base64");
  return { iterations, salt, storedKey: key("stored"), serverKey: key("server") };
}

/** The first message of a client. */
export interface ClientFirst {
  readonly name: string;
  readonly nonce: string;
  /** What stands before the bare message. */
  readonly gs2Header: string;
  readonly bare: string;
}

/**
 * Undefined for what is none, asks for channel binding or an extension that must be known, or is to act as somebody else
 * (RFC 5802, 5.1 and 7).
 */
export function readClientFirst(message: string): ClientFirst | undefined {
  const form =
    /^(?<gs2>[ny],(?:a=(?<as>[^,]+))?,)(?<bare>n=(?<name>[^,]+),r=(?<nonce>[!-+\x2d-~]+)(?:,.*)?)$/;
  const { gs2, as, bare, name: escaped, nonce } = form.exec(message)?.groups ?? {};
  if (gs2 === undefined || bare === undefined || nonce === undefined) return undefined;
  const name = unescape(escaped ?? "");
  const isOther = as !== undefined && unescape(as) !== name;
  return name === undefined || isOther ? undefined : { name, nonce, gs2Header: gs2, bare };
}

/** An exchange of which the first two messages are known. */
export interface ScramExchange {
  readonly first: ClientFirst;
  readonly nonce: string;
  readonly serverFirst: string;
}

/** The server's answer to the first message. `nonce`: its part of it. */
export function beginScram(
  first: ClientFirst,
  { salt, iterations }: ScramKeys,
  nonce: string = randomBytes(nonceBytes).toString("base64"),
): ScramExchange {
  const both = `${first.nonce}${nonce}`;
  return { first, nonce: both, serverFirst: `r=${both},s=${salt},i=${iterations}` };
}

/** The server's last message, by which the client knows it; undefined if the client's does not prove that it has the password. */
export function finishScram(
  { first, nonce, serverFirst }: ScramExchange,
  keys: ScramKeys,
  clientFinal: string,
): string | undefined {
  const form = /^(?<unproved>c=(?<binding>[\w+/=]+),r=(?<r>[^,]+)(?:,.*)?),p=(?<proof>[\w+/]+=*)$/;
  const { unproved = "", binding, r, proof = "" } = form.exec(clientFinal)?.groups ?? {};
  const isBound = binding === Buffer.from(first.gs2Header).toString("base64");
  if (!isBound || r !== nonce) return undefined;
  const signed = `${first.bare},${serverFirst},${unproved}`;
  const stored = Buffer.from(keys.storedKey, "base64");
  const signature = hmac(stored, signed);
  const given = Buffer.from(proof, "base64");
  if (given.length !== keyBytes) return undefined;
  const clientKey = Buffer.from(signature.map((byte, index) => byte ^ (given[index] ?? 0)));
  const hash = createHash("sha256").update(clientKey).digest();
  if (hash.length !== stored.length || !timingSafeEqual(hash, stored)) return undefined;
  const verifier = hmac(Buffer.from(keys.serverKey, "base64"), signed);
  return `v=${Buffer.from(verifier).toString("base64")}`;
}

/** `=2C` and `=3D` stand for `,` and `=` (RFC 5802, 5.1); undefined where another `=` stands. */
function unescape(name: string): string | undefined {
  if (/=(?!2C|3D)/.test(name)) return undefined;
  return name.replaceAll("=2C", ",").replaceAll("=3D", "=");
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac("sha256", key).update(text).digest();
}

function derive(password: string, salt: Uint8Array, rounds: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, rounds, keyBytes, "sha256", (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
