const form = /^[a-z0-9_./-][a-z0-9_.:/-]*$/;

/** A key of metadata as it is kept, in lower case; undefined for what is none. */
export function parseMetadataKey(raw: string, maxLength: number): string | undefined {
  const key = raw.toLowerCase();
  return key.length <= maxLength && form.test(key) ? key : undefined;
}
