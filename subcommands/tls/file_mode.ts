/** Whether a file's mode allows any of that, as 0o044 is reading by others. False where there is no such mode, or no file. */
export function allows(path: string, bits: number): boolean {
  try {
    // Windows has no such modes.
    return ((Deno.statSync(path).mode ?? 0) & bits) !== 0;
  } catch {
    return false;
  }
}
