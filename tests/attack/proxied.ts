import { proxyLine } from "../support/clients/proxied_client.ts";

/** Enough that the bound on connections from one keeps nobody out. */
const addresses = 64;

/** Of a server that believes who connects to it from 127.0.0.1, where all attackers are. */
export const trustsAttackers: readonly string[] = ["--trusted-proxy", "127.0.0.1"];

/** Connects as if from one of 64 addresses, as a proxy that the server trusts tells it. */
export async function connectFrom(index: number, port: number): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await writeAll(connection, proxyLine(`203.0.113.${index % addresses}`));
  return connection;
}

/** Rejects if the other side has hung up. */
export async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await connection.write(rest));
}
