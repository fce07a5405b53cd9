/**
 * A password in the form in which it is compared (RFC 8265, OpaqueString): normalized to NFC, with one kind of space;
 * what shows nothing, as control characters, is not in it. Empty for what is none.
 */
export function opaqueString(text: string): string {
  return text.replace(/\p{Zs}/gu, " ").replace(/\p{Cc}|\p{Cs}/gu, "").normalize("NFC");
}
