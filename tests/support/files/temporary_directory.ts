/** A directory that is removed, with all that is in it, when it is disposed. */
export class TemporaryDirectory implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async make(): Promise<TemporaryDirectory> {
    return new TemporaryDirectory(await Deno.makeTempDir({ prefix: "chatroom-test-" }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}
