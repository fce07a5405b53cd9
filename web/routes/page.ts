import { createHash } from "node:crypto";
import { type Answer, type HeaderFields, textAnswer } from "../answer.ts";
import type { Asset } from "../assets.ts";
import { chooseCoding, type ContentCoding } from "../content_coding.ts";
import type { Route } from "./route.ts";

/** The page and what belongs to it, a route for each file. Undefined: it was not built. */
export function pageRoutes(assets: readonly Asset[] | undefined): readonly Route[] {
  return assets?.map(assetRoute) ?? [{ path: "/", answer: () => notBuilt }];
}

const notBuilt = textAnswer(
  503,
  'The page for browsers was not built: "deno task page" builds it, and the server has it when it is started again',
);

/** A year: as long as any cache keeps something (RFC 9111 has no bound; this is the common one). */
const forGood = "public, max-age=31536000, immutable";

function assetRoute(asset: Asset): Route {
  const codings = codingsOf(asset);
  const { path, contentType, isImmutable } = asset;
  const digest = createHash("sha256").update(asset.bytes).digest("base64url").slice(0, 16);
  return {
    path,
    answer({ headers }): Answer {
      const accepted = headers["accept-encoding"];
      const coding = chooseCoding(String(accepted ?? ""), [...codings.keys()]);
      // Each coding is a representation of its own (RFC 9110, 8.8.3.3).
      const tag = `"${digest}-${coding}"`;
      const kept = {
        "Cache-Control": isImmutable ? forGood : "no-cache",
        ETag: tag,
        Vary: "Accept-Encoding",
      };
      if (isAmong(tag, headers["if-none-match"])) return { status: 304, headers: kept };
      const coded: HeaderFields = coding === "identity" ? {} : { "Content-Encoding": coding };
      return {
        status: 200,
        headers: { "Content-Type": contentType, ...coded, ...kept },
        body: codings.get(coding) ?? asset.bytes,
      };
    },
  };
}

function codingsOf({ bytes, gzip, brotli }: Asset): ReadonlyMap<ContentCoding, Asset["bytes"]> {
  const codings = new Map<ContentCoding, Asset["bytes"]>([["identity", bytes]]);
  if (gzip !== undefined) codings.set("gzip", gzip);
  if (brotli !== undefined) codings.set("br", brotli);
  return codings;
}

/** By weak comparison (RFC 9110, 13.1.2). */
function isAmong(tag: string, ifNoneMatch: string | undefined): boolean {
  const known = ifNoneMatch?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  return known.includes(tag) || known.includes("*");
}
