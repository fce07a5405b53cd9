/** An `id` that nobody else has: 128 bits. `crypto.randomUUID` is missing in a page on plain HTTP. */
export function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
