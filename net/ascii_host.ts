import { domainToASCII } from "node:url";

/** A host name as the network has it (RFC 5891); all else as it is. */
export function asciiHost(host: string): string {
  // deno-lint-ignore no-control-regex
  return /^[\x00-\x7f]*$/.test(host) ? host : domainToASCII(host) || host;
}
