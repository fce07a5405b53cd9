import { renderSVG } from "uqr";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { textAnswer } from "../answer.ts";
import type { Route } from "./route.ts";

/** Longer than any address; what a code has beyond makes it hard to scan, and slow to draw. */
const maxTextBytes = 512;

/**
 * `/qr.svg?text=…` is a QR code (ISO/IEC 18004) of the text, with four light modules around it. The server draws it, so
 * that nobody has to load what draws it.
 */
export const qrCodeRoute: Route = {
  path: "/qr.svg",
  answer({ query }) {
    const text = new URLSearchParams(query).get("text") ?? "";
    const bytes = utf8Bytes(text);
    if (bytes === 0 || bytes > maxTextBytes) {
      return textAnswer(
        400,
        `What is to be drawn stands in ?text=, of at most ${maxTextBytes} bytes`,
      );
    }
    return {
      status: 200,
      // A code may be a secret.
      headers: { "Content-Type": "image/svg+xml", "Cache-Control": "no-store" },
      body: new TextEncoder().encode(renderSVG(text, { ecc: "M", border: 4 })),
    };
  },
};
