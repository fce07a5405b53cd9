import type { SavedSession } from "../resume/saved_session.ts";

/** Who one is to a server: by one token over encrypted connections, perhaps by another over those that are not. */
export class OwnTokens {
  /** Came over an encrypted connection, or has gone over one since: it goes over no other. */
  #encrypted: string | undefined;
  /** Came over a connection that is not encrypted. */
  #plain: string | undefined;

  constructor(saved: Pick<SavedSession, "token" | "encrypted"> | undefined) {
    if (saved?.encrypted) this.#encrypted = saved.token;
    else this.#plain = saved?.token;
  }

  /** What goes over such a connection. */
  toSend(isEncrypted: boolean): string | undefined {
    return isEncrypted ? this.#encrypted ?? this.#plain : this.#plain;
  }

  /** Whether there is one that does not go over such a connection. */
  isWithheld(isEncrypted: boolean): boolean {
    return !isEncrypted && this.#encrypted !== undefined;
  }

  /** It came over such a connection. */
  keep(token: string, isEncrypted: boolean): void {
    if (!isEncrypted) this.#plain = token;
    else {
      this.#encrypted = token;
      if (this.#plain === token) this.#plain = undefined;
    }
  }

  /** The server knows what goes over such a connection no more. */
  forget(isEncrypted: boolean): void {
    this.#plain = undefined;
    if (isEncrypted) this.#encrypted = undefined;
  }
}
