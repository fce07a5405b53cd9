import { fstatSync } from "node:fs";

/**
 * What asks a program to stop: Ctrl-C, `kill`, and the end of its terminal, whose window was closed, on Unix; Ctrl-C
 * and Ctrl-Break on Windows.
 */
const stopSignals: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Calls the listener with the signal's name each time the program is asked to stop, in place of
 * stopping it. The function returned gives the signals back, and may be called twice.
 */
export function onStopSignals(listener: (signal: string) => void): () => void {
  const outlivesTerminal = isStartedByNohup();
  const listeners = stopSignals.map((signal) => ({
    signal,
    call: () => signal === "SIGHUP" && outlivesTerminal ? undefined : listener(signal),
  }));
  for (const { signal, call } of listeners) Deno.addSignalListener(signal, call);
  return () => {
    for (const { signal, call } of listeners.splice(0)) Deno.removeSignalListener(signal, call);
  };
}

/**
 * A file that may not grow any more, for a limit such as that of `ulimit -f`, fails to be written as on a full disk, in
 * place of ending the program by SIGXFSZ. Disposing undoes it.
 */
export function surviveFileSizeLimit(): Disposable {
  if (Deno.build.os === "windows") return { [Symbol.dispose]() {} };
  const ignore = () => {};
  Deno.addSignalListener("SIGXFSZ", ignore);
  return { [Symbol.dispose]: () => Deno.removeSignalListener("SIGXFSZ", ignore) };
}

/**
 * Deno ends at SIGHUP also where `nohup` has told it to ignore that. `nohup` puts /dev/null in the terminal's place as
 * standard input, opened so that it cannot be read (GNU coreutils).
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
