import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";

let made: Promise<string> | undefined;

/** A server's own key as its file has it. One for all servers of a test file: making one takes a while. */
export function ownKey(): Promise<string> {
  return made ??= makeOwnCertificate().then(({ key, certificate }) => key + certificate);
}
