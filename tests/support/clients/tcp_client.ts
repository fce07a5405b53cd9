import { Client } from "../../../client.ts";
import type { ClientOptions } from "../../../client/chat_client.ts";
import { openTcp, type TcpAddress } from "../../../net/open_tcp.ts";
import { limits } from "../../../protocol.ts";

/** A client whose connections are not encrypted. `connect` it first; dispose it to leave. */
export function createTcpClient(address: TcpAddress, options: ClientOptions): Client {
  return new Client((signal) => openTcp(address, limits.serverFrameBytes, signal), options);
}
