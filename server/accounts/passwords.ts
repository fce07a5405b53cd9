import { Buffer } from "node:buffer";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { limits } from "../../protocol.ts";
import type { PasswordHash } from "../../records.ts";

/** As OWASP's Password Storage Cheat Sheet has it for 16 MiB: some 0.2 s of one processor. */
const parameters = { cost: 2 ** 14, blockSize: 8, parallelization: 5 } as const;
const hashBytes = 32;
const saltBytes = 16;
/** Each takes 16 MiB, in a thread of the pool: the event loop goes on meanwhile. */
const runAtOnce = 2;
const waitAtMost = 32;
/** Of one network: those from elsewhere find a place too. */
const waitAtMostOfNetwork = 16;

/** So many are being looked at that this one was not. */
export class PasswordsBusyError extends Error {
  override readonly name = "PasswordsBusyError";
  /** When to ask again. */
  readonly retryAfterMs = 2000;
}

/**
 * The form in which passwords are compared: the OpaqueString profile of RFC 8265, 4.2. Undefined for what can be none:
 * nothing, what has control characters or halves of surrogate pairs, and what is longer than a secret may be.
 */
export function normalizePassword(raw: string): string | undefined {
  if (utf8Bytes(raw) > limits.secretBytes) return undefined;
  const text = raw.replace(/\p{Zs}/gu, " ").normalize("NFC");
  return text === "" || /[\p{Cc}\p{Cs}\p{Cn}]/u.test(text) ? undefined : text;
}

/** For people: what can be a password. */
export const passwordForm =
  `A password has at most ${limits.secretBytes} bytes, and no characters of control`;

/** Hashes passwords by scrypt (RFC 7914), a few at a time. Both reject with `PasswordsBusyError`. */
export class Passwords {
  #running = 0;
  readonly #waiting: Waiting[] = [];
  /** Compared with where there is none: so that takes as long. */
  readonly #none: PasswordHash = {
    ...parameters,
    salt: encode(randomBytes(saltBytes)),
    hash: encode(randomBytes(hashBytes)),
  };

  /** `password`: normalized. `network`: from where it comes, absent where that is exempt. */
  async hash(password: string, network?: string): Promise<PasswordHash> {
    const salt = encode(randomBytes(saltBytes));
    const unhashed = { ...parameters, salt, hash: "" };
    return { ...unhashed, hash: encode(await this.#derive(password, unhashed, network)) };
  }

  /** Whether that is the one; never, where there is none, which takes as long to find. */
  async verify(
    raw: string,
    kept: PasswordHash | undefined,
    network?: string,
  ): Promise<boolean> {
    const password = normalizePassword(raw);
    const compared = kept ?? this.#none;
    const derived = await this.#derive(password ?? "", compared, network);
    const hash = Buffer.from(compared.hash, "base64url");
    const isSame = hash.length === derived.length && timingSafeEqual(hash, derived);
    return isSame && kept !== undefined && password !== undefined;
  }

  async #derive(
    password: string,
    hash: PasswordHash,
    network: string | undefined,
  ): Promise<Uint8Array> {
    if (this.#running < runAtOnce) this.#running++;
    else {
      if (!this.#hasPlace(network)) throw new PasswordsBusyError();
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push({ network, begin: resolve });
      await promise;
    }
    try {
      return await derive(password, hash);
    } finally {
      const next = this.#waiting.shift();
      // Whose turn it is takes this one's place.
      if (next === undefined) this.#running--;
      else next.begin();
    }
  }

  #hasPlace(network: string | undefined): boolean {
    if (this.#waiting.length >= waitAtMost) return false;
    const ofNetwork = this.#waiting.filter((waiting) => waiting.network === network);
    return network === undefined || ofNetwork.length < waitAtMostOfNetwork;
  }
}

interface Waiting {
  readonly network: string | undefined;
  readonly begin: () => void;
}

function derive(
  password: string,
  { cost, blockSize, parallelization, salt }: PasswordHash,
): Promise<Uint8Array> {
  const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, "base64url"), hashBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
