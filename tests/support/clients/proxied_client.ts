import { parseNetwork } from "../../../helpers/network/networks.ts";
import { RawClient } from "./raw_client.ts";

const encoder = new TextEncoder();

/** What tests trust, so that clients can come from any address. */
export const trustedProxies = ["127.0.0.0/8"].flatMap((text) => parseNetwork(text) ?? []);

/** A header of the PROXY protocol's version 1. */
export function proxyLine(from: string): Uint8Array {
  const [family, to] = from.includes(":") ? ["TCP6", "2001:db8::1"] : ["TCP4", "203.0.113.1"];
  return encoder.encode(`PROXY ${family} ${from} ${to} 50000 5000\r\n`);
}

/** A client that comes through a trusted proxy, from this address. */
export async function connectFrom(from: string, port: number): Promise<RawClient> {
  const client = await RawClient.connect(port);
  client.sendBytes(proxyLine(from));
  return client;
}

/** The same, in the lobby. */
export async function joinFrom(from: string, port: number, nick: string): Promise<RawClient> {
  const client = await connectFrom(from, port);
  try {
    await client.hello(nick);
    await client.next("joined");
  } catch (error) {
    await client[Symbol.asyncDispose]();
    throw error;
  }
  return client;
}
