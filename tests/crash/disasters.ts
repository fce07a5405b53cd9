import type { Talker } from "./talker.ts";

/** What fits into the log as it is goes on being kept when the disk is full. */
const refusedWithinMs = 20_000;

/** Bytes of a frame of SQLite's write-ahead log: its header and a page. */
const frameBytes = 24 + 4096;

/** As when the machine died while the log was written: the beginning of a frame, and then rubbish. */
export async function tearLog(directory: string): Promise<void> {
  const path = `${directory}/chatroom.sqlite-wal`;
  const log = await Deno.readFile(path).catch(() => new Uint8Array());
  if (log.length < 32 + frameBytes) return;
  const last = log.slice(-frameBytes, -frameBytes / 2);
  using file = await Deno.open(path, { append: true });
  await file.write(last);
  await file.write(crypto.getRandomValues(new Uint8Array(100)));
}

/** Fills the disk until somebody is refused, and makes room again. */
export async function fillDisk(directory: string, talkers: readonly Talker[]): Promise<void> {
  const path = `${directory}/filler`;
  const refused = () => talkers.reduce((sum, talker) => sum + talker.refused.length, 0);
  using file = await Deno.open(path, { create: true, write: true });
  const before = refused();
  const chunk = new Uint8Array(4096);
  const fullAtMs = () => performance.now() + refusedWithinMs;
  for (let untilMs = fullAtMs(); refused() === before;) {
    if (performance.now() > untilMs) throw new Error("Nobody was refused, though the disk is full");
    // Full is the disk when this fails; what the server gives back is taken too.
    const isFull = await file.write(chunk).then(() => false, () => true);
    if (isFull) await new Promise((resolve) => setTimeout(resolve, 5));
    else untilMs = fullAtMs();
  }
  await Deno.remove(path);
}

/** A directory on a disk of its own, so small that it can be filled; undefined where none can be made. */
export async function smallDisk(
  size: string,
): Promise<(AsyncDisposable & { path: string }) | undefined> {
  const path = await Deno.makeTempDir({ prefix: "chatroom-disk-" });
  const mounted = await run("mount", "-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path);
  const dispose = async () => {
    if (mounted) await run("umount", "--lazy", path);
    await Deno.remove(path);
  };
  if (mounted) return { path, [Symbol.asyncDispose]: dispose };
  await dispose();
  return undefined;
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  const output = new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output();
  return (await output.catch(() => undefined))?.success === true;
}
