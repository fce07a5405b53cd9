/**
 * Lets a process write to no file until it is disposed, as on a full disk, without one and without privileges: by the
 * limit of a file's size, which util-linux sets for a process that runs. Linux only.
 */
export async function fillDiskOf(pid: number): Promise<AsyncDisposable> {
  await limitFileBytes(pid, "0");
  return { [Symbol.asyncDispose]: () => limitFileBytes(pid, "unlimited") };
}

/** The soft limit alone, so that it can be lifted again. */
async function limitFileBytes(pid: number, bytes: string): Promise<void> {
  const args = ["--pid", `${pid}`, `--fsize=${bytes}:`];
  const { success } = await new Deno.Command("prlimit", { args }).output();
  if (!success) throw new Error(`prlimit could not set the limit of a file's size to ${bytes}`);
}
