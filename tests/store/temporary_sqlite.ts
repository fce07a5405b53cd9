import { openSqlite } from "../../store/sqlite.ts";
import type { Store } from "../../store/store.ts";

/** A directory that is removed, with all that is in it, when it is disposed. */
export class TemporaryDirectory implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async make(): Promise<TemporaryDirectory> {
    return new TemporaryDirectory(await Deno.makeTempDir({ prefix: "chatroom-store-" }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** A store in a directory of its own, which is removed when the store is disposed. */
export async function openTemporarySqlite(): Promise<Store> {
  const directory = await TemporaryDirectory.make();
  const store = await openSqlite({ directory: directory.path });
  const close = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, {
    async [Symbol.asyncDispose]() {
      await close();
      await directory[Symbol.asyncDispose]();
    },
  });
}
