/** What has taken a terminal. */
interface Taking extends Disposable {
  /** As `RawTerminal.close()`. */
  close(): Promise<unknown>;
}

/** Gives the terminal back before what went wrong is told on it; not any more when disposed. */
export function giveBackOnCrash(taking: Taking): Disposable {
  let isGivenBack = false;
  const onError = async (event: ErrorEvent | PromiseRejectionEvent) => {
    if (isGivenBack) return;
    event.preventDefault();
    await taking.close();
    isGivenBack = true;
    const error: unknown = event instanceof ErrorEvent ? event.error : event.reason;
    // Again, for Deno to tell it and to end the program.
    setTimeout(() => {
      throw error;
    });
  };
  const onUnload = () => taking[Symbol.dispose]();
  const errors = ["error", "unhandledrejection"] as const;
  for (const type of errors) globalThis.addEventListener(type, onError);
  globalThis.addEventListener("unload", onUnload);
  return {
    [Symbol.dispose]() {
      for (const type of errors) globalThis.removeEventListener(type, onError);
      globalThis.removeEventListener("unload", onUnload);
    },
  };
}
