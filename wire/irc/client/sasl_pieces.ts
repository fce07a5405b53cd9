/** https://ircv3.net/specs/extensions/sasl-3.1: what is longer comes in several, and one that is shorter ends it. */
export const pieceLength = 400;
/** As much as any mechanism here needs, in base64. */
const maxLength = 2048;

/** What a client has sent of its next step in an exchange. */
export class SaslPieces {
  #pieces: string | undefined;

  get isBegun(): boolean {
    return this.#pieces !== undefined;
  }

  begin(): void {
    this.#pieces = "";
  }

  end(): void {
    this.#pieces = undefined;
  }

  /** The whole of it once it has come; undefined while more is to come. */
  add(piece: string): string | undefined {
    const all = (this.#pieces ?? "") + (piece === "+" ? "" : piece);
    if (all.length > maxLength) return "too long";
    this.#pieces = piece.length === pieceLength ? all : "";
    return piece.length === pieceLength ? undefined : all;
  }
}
