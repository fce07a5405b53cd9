import type { HeaderFields } from "./answer.ts";

/** By the W3C's Content Security Policy Level 3: what the page loads is its server's own, and nothing is inline. */
const contentSecurityPolicy = [
  "default-src 'none'",
  ...["script", "style", "img", "font", "connect", "manifest"].map((kind) => `${kind}-src 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What the page uses none of; names that browsers know, since they warn of others. */
const featuresOff = [
  "accelerometer",
  "camera",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

const always = {
  "Content-Security-Policy": contentSecurityPolicy,
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": featuresOff.map((feature) => `${feature}=()`).join(", "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  // For browsers that do not know frame-ancestors.
  "X-Frame-Options": "DENY",
};

/** Ignored, and complained of in the browser's console, where it came in the clear. */
const overTls = { "Cross-Origin-Opener-Policy": "same-origin" };

const yearSeconds = 365 * 24 * 60 * 60;

export interface SecurityOptions {
  readonly isEncrypted: boolean;
  /** Browsers that came encrypted are told to come so alone from now on, to all ports of the host (HSTS: RFC 6797). */
  readonly hsts: boolean;
}

/** In every answer, whatever it is. */
export function securityHeaders({ isEncrypted, hsts }: SecurityOptions): HeaderFields {
  if (!isEncrypted) return always;
  return hsts
    ? { ...always, ...overTls, "Strict-Transport-Security": `max-age=${yearSeconds}` }
    : { ...always, ...overTls };
}
