import assert from "node:assert/strict";
import { join } from "node:path";
import {
  connectLocally,
  connectWithSecret,
  listenLocally,
  listenWithSecret,
  type LocalConnection,
  type LocalListener,
} from "../../net/local_socket.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const onWindows = Deno.build.os === "windows";

async function assertConnects(
  { listener }: LocalListener,
  connecting: Promise<LocalConnection>,
): Promise<void> {
  using accepted = await listener.accept();
  using connected = (await connecting).connection;
  await connected.write(new Uint8Array([7]));
  const buffer = new Uint8Array(1);
  assert.deepEqual([await accepted.read(buffer), buffer[0]], [1, 7]);
}

function close(local: LocalListener): void {
  local.listener.close();
  local[Symbol.dispose]();
}

function names(directory: string): string[] {
  return [...Deno.readDirSync(directory)].map(({ name }) => name);
}

Deno.test({
  name: "listenLocally() makes a socket that is its owner's alone, and leaves nothing behind",
  ignore: onWindows,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    // Others may come in: the socket itself keeps them out.
    Deno.chmodSync(directory.path, 0o777);
    const local = listenLocally(directory.path);
    assert.deepEqual(names(directory.path).sort(), ["chatroom.sock", "chatroom.sock.lock"]);
    const { mode } = Deno.statSync(join(directory.path, "chatroom.sock"));
    assert.equal((mode ?? 0) & 0o777, 0o600);
    await assertConnects(local, connectLocally(directory.path));
    close(local);
    assert.deepEqual(names(directory.path), []);
  },
});

Deno.test({
  name: "listenLocally() takes the place of a socket that a server left behind",
  ignore: onWindows,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "chatroom.sock");
    const moved = join(directory.path, "elsewhere");
    const crashed = Deno.listen({ transport: "unix", path: moved });
    Deno.renameSync(moved, path);
    crashed.close();
    await assert.rejects(connectLocally(directory.path), Deno.errors.ConnectionRefused);
    const local = listenLocally(directory.path);
    await assertConnects(local, connectLocally(directory.path));
    close(local);
  },
});

Deno.test("listenLocally() leaves the place to a server that runs, until that one ends", async () => {
  await using directory = await TemporaryDirectory.make();
  const first = listenLocally(directory.path);
  assert.throws(() => listenLocally(directory.path), /another server that runs listens in /);
  await assertConnects(first, connectLocally(directory.path));
  close(first);
  const second = listenLocally(directory.path);
  await assertConnects(second, connectLocally(directory.path));
  close(second);
});

Deno.test({
  name: "listenLocally() leaves a file alone that has the socket's name",
  ignore: onWindows,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "chatroom.sock");
    Deno.writeTextFileSync(path, "mine");
    assert.throws(() => listenLocally(directory.path), /is no socket: move it away/);
    assert.equal(Deno.readTextFileSync(path), "mine");
  },
});

Deno.test({
  name: "listenLocally() and connectLocally() work where the path is too long for a socket",
  ignore: onWindows,
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const deep = join(directory.path, "long ".repeat(20).trim(), "é".repeat(100));
    Deno.mkdirSync(deep, { recursive: true });
    const local = listenLocally(deep);
    await assertConnects(local, connectLocally(deep));
    close(local);
    assert.deepEqual(names(deep), []);
  },
});

Deno.test("connectLocally() rejects where nobody listens", async () => {
  await using directory = await TemporaryDirectory.make();
  await assert.rejects(connectLocally(directory.path), Deno.errors.NotFound);
});

Deno.test("listenWithSecret() tells port and secret in a file that is its owner's alone", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "chatroom.admin.json");
  Deno.writeTextFileSync(path, "of a server that crashed");
  const local = listenWithSecret(directory.path);
  if (!onWindows) assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  const connecting = connectWithSecret(directory.path);
  assert.equal((await connecting).secret, local.secret);
  assert.match(local.secret ?? "", /^[\w-]{43}$/);
  await assertConnects(local, connecting);
  close(local);
  assert.deepEqual(names(directory.path), []);
});
