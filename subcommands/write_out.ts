const encoder = new TextEncoder();

/** Writes to standard output, waiting for a reader that is slow. False when nobody reads it any more. */
export async function writeOut(text: string): Promise<boolean> {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(await Deno.stdout.write(bytes));
    return true;
  } catch {
    return false;
  }
}
