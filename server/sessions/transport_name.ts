/** What carries a session. */
export const transportNames = ["tcp", "websocket"] as const;
export type TransportName = (typeof transportNames)[number];
