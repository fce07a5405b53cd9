import { fstatSync } from "node:fs";

/** What asks a program to stop: Ctrl-C, and `kill` on Unix or Ctrl-Break on Windows. */
const stopSignals: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/**
 * Calls the listener with the signal's name each time the program is asked to stop, in place of
 * stopping it; with `hangUp` also when the terminal is gone, its window closed or the line to it lost, which Windows
 * does not tell. The function returned gives the signals back, and may be called twice.
 */
export function onStopSignals(
  listener: (signal: string) => void,
  { hangUp = false }: { readonly hangUp?: boolean } = {},
): () => void {
  const isHeard = hangUp && Deno.build.os !== "windows" && !isStartedByNohup();
  const signals = isHeard ? [...stopSignals, "SIGHUP" as const] : stopSignals;
  const listeners = signals.map((signal) => ({ signal, call: () => listener(signal) }));
  for (const { signal, call } of listeners) Deno.addSignalListener(signal, call);
  return () => {
    for (const { signal, call } of listeners.splice(0)) Deno.removeSignalListener(signal, call);
  };
}

/**
 * Listening for SIGHUP would undo what `nohup` has done. It puts /dev/null in the terminal's place as standard input,
 * opened so that it cannot be read (GNU coreutils).
 */
function isStartedByNohup(): boolean {
  try {
    // Reading from a device other than a terminal does not wait.
    if (Deno.stdin.isTerminal() || !fstatSync(0).isCharacterDevice()) return false;
    Deno.stdin.readSync(new Uint8Array(1));
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EBADF";
  }
}
