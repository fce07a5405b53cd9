/** The page for browsers as the server gives it out: what `web/build/make.ts` made, in one file. */

import { Buffer } from "node:buffer";

/** A file of the page. */
export interface Asset {
  /** Where browsers ask for it, such as `/main-4f1c9a02.js`; the page itself is `/`. */
  readonly path: string;
  /** For `Content-Type`, with the charset where there is one. */
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Compressed already, where that saves bytes. */
  readonly gzip?: Uint8Array<ArrayBuffer>;
  readonly brotli?: Uint8Array<ArrayBuffer>;
  /** Its path changes with its content: whoever has it never needs to ask again. */
  readonly isImmutable: boolean;
}

/** One file, since that is replaced whole: nobody ever reads half of one build and half of another. */
export const builtPage = new URL("../build/page.json", import.meta.url);

interface PackedAsset extends Pick<Asset, "path" | "contentType" | "isImmutable"> {
  /** In base64, as the two after it. */
  readonly bytes: string;
  readonly gzip?: string | undefined;
  readonly brotli?: string | undefined;
}

/** The content of `builtPage`. */
export interface BuiltPage {
  /** Tells whether it was made of these sources. */
  readonly sourcesHash: string;
  readonly assets: readonly PackedAsset[];
}

/** Undefined where the page was never built, or what lies there is none. */
export function readBuiltPage(file: URL = builtPage): BuiltPage | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All files of the page; undefined where it was never built (`deno task page` builds it). */
export function readAssets(file?: URL): readonly Asset[] | undefined {
  return readBuiltPage(file)?.assets.map(({ bytes, gzip, brotli, ...asset }) => ({
    ...asset,
    bytes: unpacked(bytes),
    ...(gzip === undefined ? {} : { gzip: unpacked(gzip) }),
    ...(brotli === undefined ? {} : { brotli: unpacked(brotli) }),
  }));
}

export function packAsset({ bytes, gzip, brotli, ...asset }: Asset): PackedAsset {
  return {
    ...asset,
    bytes: packed(bytes),
    gzip: gzip && packed(gzip),
    brotli: brotli && packed(brotli),
  };
}

function packed(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function unpacked(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64"));
}
