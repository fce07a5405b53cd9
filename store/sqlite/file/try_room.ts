/** More than what is said at once takes, and little for a disk. */
const triedBytes = 256 * 1024;

/**
 * Rejects if there is no room for more, as the system says it: writes a file and removes it. SQLite alone would not
 * tell: where its log was longer before, a small change has its place there on a full disk too.
 */
export async function tryRoom(path: string): Promise<void> {
  try {
    await Deno.writeFile(path, new Uint8Array(triedBytes), { mode: 0o600 });
  } finally {
    await Deno.remove(path).catch(() => {});
  }
}
