import { cleanLine } from "../chat/text.ts";
import { formatAddress } from "../cli/address.ts";
import { quote } from "../cli/quote.ts";
import type { ServerOptions } from "../cli/server_options.ts";
import config from "../deno.json" with { type: "json" };
import { lanAddresses } from "../net/lan_addresses.ts";
import type { Server } from "../server.ts";
import type { ServerRecord } from "../ui/server_log.ts";

/** From source there is no command `chatroom`. */
const clientCommand = Deno.build.standalone ? "chatroom client" : "deno task client";
const everywhere = ["0.0.0.0", "::"];

/** How to join, ready to be pasted: for people as text, for programs also as fields. */
export function announcement(
  { name, host, data }: ServerOptions,
  { hostname, port }: Server,
): ServerRecord & { port: number; addresses: string[] } {
  const addresses = (everywhere.includes(host) ? [...lanAddresses(), "127.0.0.1"] : [hostname])
    .map((address) => formatAddress(address, port));
  const kept = data === undefined
    ? "Messages are kept in memory until the server stops."
    : `Messages are kept in memory: this version does not use ${quote(data)} yet.`;
  const message = [
    `chatroom ${config.version}: "${cleanLine(name)}" is open on port ${port}. Join with`,
    ...addresses.map((address) => `  ${clientCommand} ${address}`),
    `${kept} Ctrl+C stops it.`,
  ].join("\n");
  return { event: "listening", level: "info", message, port, addresses };
}
