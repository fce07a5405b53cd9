import type { Peer } from "../../net/transport.ts";
import type { ClientEvent, ConnectedEvent } from "../../client/client_event.ts";
import type {
  DirectMessage,
  JoinedMessage,
  RoomMessage,
  ServerMessage,
  WelcomeMessage,
} from "../../protocol.ts";

/** A room called "lobby" with ann and bob in it, and nothing said yet. */
export function joined(about: Partial<JoinedMessage> = {}): JoinedMessage {
  const members = [{ nick: "ann" }, { nick: "bob" }];
  return { type: "joined", room: "lobby", topic: "", members, count: 2, seq: 0, ...about };
}

/** Said by bob in "lobby". */
export function said(seq: number, about: Partial<RoomMessage> = {}): RoomMessage {
  const message = { room: "lobby", ts: seq, from: "bob", text: `text ${seq}` };
  return { type: "message", seq, kind: "text", ...message, ...about };
}

/** Said by bob to ann. */
export function direct(seq: number, about: Partial<DirectMessage> = {}): DirectMessage {
  const message = { ts: seq, from: "bob", to: "ann", text: `text ${seq}` };
  return { type: "direct", seq, kind: "text", ...message, ...about };
}

/** For ann. */
export function welcome(about: Partial<WelcomeMessage> = {}): WelcomeMessage {
  const sizes = { frameBytes: 1, textBytes: 1, nickLength: 1, roomNameLength: 1, topicLength: 1 };
  return {
    type: "welcome",
    version: 1,
    server: "chatroom",
    nick: "ann",
    token: "secret",
    limits: { ...sizes, rooms: 1 },
    features: [],
    commands: [{ name: "who", aliases: [], usage: "/who", summary: "List who is here" }],
    ...about,
  };
}

export const encryptedPeer: Peer = { address: "192.0.2.1", encryption: "TLS" };

/** Of a client's first connection, an encrypted one, unless it says otherwise. */
export function connected(about: Partial<ConnectedEvent> = {}): ConnectedEvent {
  const first = { again: false, resumed: false, forgotten: false, withheld: false };
  return { type: "connected", welcome: welcome(), ...first, peer: encryptedPeer, ...about };
}

/** What comes of a message; with a room that one comes into, nothing was said in it before. */
export function eventsOf(message: ServerMessage): ClientEvent[] {
  const event = { type: "message", message } as const;
  return message.type === "joined" ? [event, { type: "arrived", joined: message }] : [event];
}
