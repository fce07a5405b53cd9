import { proxyLine } from "../support/clients/proxied_client.ts";
import { writeAll } from "../support/clients/write_all.ts";

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
