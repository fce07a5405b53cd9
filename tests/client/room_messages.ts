import type { DirectMessage, JoinedMessage, RoomMessage, WelcomeMessage } from "../../protocol.ts";

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
