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
  const isHeard = hangUp && Deno.build.os !== "windows";
  const signals = isHeard ? [...stopSignals, "SIGHUP" as const] : stopSignals;
  const listeners = signals.map((signal) => ({ signal, call: () => listener(signal) }));
  for (const { signal, call } of listeners) Deno.addSignalListener(signal, call);
  return () => {
    for (const { signal, call } of listeners.splice(0)) Deno.removeSignalListener(signal, call);
  };
}
