import type { Client } from "../../../client.ts";
import type { ClientOptions } from "../../../client/chat_client.ts";
import { createTcpClient } from "./tcp_client.ts";
import type { ClientEvent } from "../../../client/client_event.ts";
import type { RetryRules } from "../../../client/connection/backoff.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { Transcript } from "../transcript.ts";

/** Comes back soon. */
export const soon: RetryRules = { firstMs: 20, longestMs: 200, steadyAfterMs: 30_000 };

type EventOf<Type extends ClientEvent["type"]> = Extract<ClientEvent, { type: Type }>;

/** A client that is connected, and all its events. */
export class JoinedClient implements AsyncDisposable {
  readonly transcript: Transcript<ClientEvent> = new Transcript("The client");

  private constructor(readonly client: Client) {
    this.#record();
  }

  static async join(
    port: number,
    nick: string,
    options: Partial<ClientOptions> = {},
  ): Promise<JoinedClient> {
    const address = { host: "127.0.0.1", port };
    const client = createTcpClient(address, { nick, ifTaken: "fail", retry: soon, ...options });
    await client.connect();
    const joined = new JoinedClient(client);
    for (const _room of options.rooms ?? ["lobby"]) await joined.message("joined");
    return joined;
  }

  next<Type extends ClientEvent["type"]>(type: Type): Promise<EventOf<Type>> {
    return this.transcript.next((event) => isOf(event, type) ? event : undefined, `"${type}"`);
  }

  /** The next message of that type; the events before it count as read. */
  message<Type extends ServerMessage["type"]>(
    type: Type,
  ): Promise<Extract<ServerMessage, { type: Type }>> {
    return this.transcript.next(
      (event) =>
        event.type === "message" && isMessage(event.message, type) ? event.message : undefined,
      `message "${type}"`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }

  async #record(): Promise<void> {
    for await (const event of this.client.events) this.transcript.push(event);
    this.transcript.end();
  }
}

function isOf<Type extends ClientEvent["type"]>(
  event: ClientEvent,
  type: Type,
): event is EventOf<Type> {
  return event.type === type;
}

function isMessage<Type extends ServerMessage["type"]>(
  message: ServerMessage,
  type: Type,
): message is Extract<ServerMessage, { type: Type }> {
  return message.type === type;
}
