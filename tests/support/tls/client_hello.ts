import { ownKeyName } from "../../../net/tls/own_certificate.ts";

const hostname = "127.0.0.1";

/** What a client sends first who asks for that name: one record, with a whole ClientHello. */
export async function recordClientHello(
  name: string = ownKeyName,
): Promise<Uint8Array<ArrayBuffer>> {
  using listener = Deno.listen({ hostname, port: 0 });
  const client = await Deno.connect({ hostname, port: listener.addr.port });
  using server = await listener.accept();
  const encrypted = await Deno.startTls(client, { hostname: name });
  const handshake = encrypted.handshake().catch(() => {});
  const buffer = new Uint8Array(4096);
  const count = await server.read(buffer);
  encrypted.close();
  await handshake;
  return buffer.slice(0, count ?? 0);
}
