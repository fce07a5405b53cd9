import { cleanLine } from "../chat/text.ts";
import { formatAddress } from "../cli/address.ts";
import type { ServerCommandLine } from "../cli/server_options.ts";
import config from "../deno.json" with { type: "json" };
import { lanAddresses } from "../net/lan_addresses.ts";
import type { Server } from "../server.ts";
import type { ServerRecord } from "../ui/server_log.ts";

/** From source there is no command `chatroom`. */
const clientCommand = Deno.build.standalone ? "chatroom client" : "deno task client";
const everywhere = ["0.0.0.0", "::"];

/** How to join, ready to be pasted: for people as text, for programs also as fields. `kept`: where the history is. */
export function announcement(
  { name, host }: ServerCommandLine,
  { hostname, port }: Server,
  kept: string,
): ServerRecord & { port: number; addresses: string[] } {
  const addresses = (everywhere.includes(host) ? [...lanAddresses(), "127.0.0.1"] : [hostname])
    .map((address) => formatAddress(address, port));
  const message = [
    `chatroom ${config.version}: "${cleanLine(name)}" is open on port ${port}. Join with`,
    ...addresses.map((address) => `  ${clientCommand} ${address}`),
    `Messages are kept in ${kept}. Ctrl+C stops it.`,
  ].join("\n");
  return { event: "listening", level: "info", message, port, addresses };
}
