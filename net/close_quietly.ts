/** Closes a connection or stream, also one that is closed already, of which Deno throws. */
export function closeQuietly(connection: { close(): void }): void {
  try {
    connection.close();
  } catch {
    // Closed already.
  }
}
