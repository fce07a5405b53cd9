import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { canLockFiles, lockFile } from "../helpers/lock_file.ts";
import { utf8Bytes } from "../helpers/text/text_length.ts";
import type { Acceptor } from "./accept.ts";

/** Where programs of this machine, of the same user, can connect to. Disposing removes what leads there. */
export interface LocalListener extends Disposable {
  readonly listener: Acceptor<Deno.TcpConn | Deno.UnixConn>;
  /** What whoever connects is to show; absent where the system sees to who may. */
  readonly secret?: string;
}

export interface LocalConnection {
  readonly connection: Deno.TcpConn | Deno.UnixConn;
  /** To be shown. */
  readonly secret?: string;
}

const socketName = "chatroom.sock";
const secretName = "chatroom.admin.json";
const lockName = "chatroom.sock.lock";

/** Bytes of a Unix socket's path: 104 with a zero at the end on macOS, 108 on Linux. */
const maxPathBytes = 103;

/**
 * Listens in that directory, for its owner alone: on a Unix socket with mode 0600, in place of one that a server left
 * behind. On Windows on a port of the loopback interface, which a file in the directory tells, with a secret. Throws if
 * another server listens there, and what the system says. Where Deno locks no files, the caller sees to it that none
 * does.
 */
export function listenLocally(directory: string): LocalListener {
  const path = join(directory, lockName);
  const lock = canLockFiles ? lockFile(path) : { [Symbol.dispose]() {} };
  if (lock === undefined) throw new Error(`another server that runs listens in ${directory}`);
  try {
    const local = Deno.build.os === "windows"
      ? listenWithSecret(directory)
      : listenOnSocket(directory);
    return {
      ...local,
      [Symbol.dispose]() {
        local[Symbol.dispose]();
        lock[Symbol.dispose]();
      },
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/** Connects to who listens in that directory. Rejects with what the system says. */
export async function connectLocally(directory: string): Promise<LocalConnection> {
  if (Deno.build.os === "windows") return await connectWithSecret(directory);
  using path = new SocketPath(directory);
  return { connection: await Deno.connect({ transport: "unix", path: path.text }) };
}

function listenOnSocket(directory: string): LocalListener {
  const path = join(directory, socketName);
  refuseOther(path);
  // Bound where nobody else can come, and moved once it is nobody else's, in place of one that is there.
  const temporary = Deno.makeTempDirSync({ dir: directory, prefix: ".admin-" });
  try {
    using bound = new SocketPath(temporary);
    const listener = Deno.listen({ transport: "unix", path: bound.text });
    Deno.chmodSync(bound.text, 0o600);
    Deno.renameSync(bound.text, path);
    return { listener, [Symbol.dispose]: () => removeFile(path) };
  } finally {
    Deno.removeSync(temporary, { recursive: true });
  }
}

/** Throws if anything but a socket has that name. */
function refuseOther(path: string): void {
  try {
    if (Deno.lstatSync(path).isSocket !== true) {
      throw new Error(`${path} is no socket: move it away`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** The socket's path; where that is too long for the system, until disposed a shorter one that leads to it. */
class SocketPath implements Disposable {
  readonly text: string;
  readonly #temporary: string | undefined;

  constructor(directory: string) {
    const path = join(resolve(directory), socketName);
    if (utf8Bytes(path) <= maxPathBytes) {
      this.text = path;
      return;
    }
    this.#temporary = Deno.makeTempDirSync({ prefix: "chatroom-" });
    const link = join(this.#temporary, "d");
    Deno.symlinkSync(resolve(directory), link);
    this.text = join(link, socketName);
  }

  [Symbol.dispose](): void {
    if (this.#temporary !== undefined) Deno.removeSync(this.#temporary, { recursive: true });
  }
}

/** Exported for where the system has no Unix sockets to be tried elsewhere. */
export function listenWithSecret(directory: string): LocalListener {
  const secret = randomBytes(32).toString("base64url");
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const path = join(directory, secretName);
  try {
    removeFile(path);
    const { port } = listener.addr;
    Deno.writeTextFileSync(path, JSON.stringify({ port, secret }), {
      mode: 0o600,
      createNew: true,
    });
  } catch (error) {
    listener.close();
    throw error;
  }
  return { listener, secret, [Symbol.dispose]: () => removeFile(path) };
}

/** The same. */
export async function connectWithSecret(directory: string): Promise<LocalConnection> {
  const { port, secret } = readSecret(Deno.readTextFileSync(join(directory, secretName)));
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  return { connection, secret };
}

function readSecret(text: string): { readonly port: number; readonly secret: string } {
  const read: unknown = JSON.parse(text);
  if (typeof read === "object" && read !== null && "port" in read && "secret" in read) {
    const { port, secret } = read;
    if (typeof port === "number" && typeof secret === "string") return { port, secret };
  }
  throw new Error(`${secretName} does not tell a port and a secret`);
}

function removeFile(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
