import { type Call, isToBeTold } from "../../client/conversations/call.ts";
import type { BellMode } from "../../client/settings/settings.ts";
import type { Effect } from "./effect.ts";

export interface AlertOptions {
  readonly bell: BellMode;
  /** Somebody looks at where it was said. */
  readonly isRead: boolean;
  /** Since the last alert: several in a row are one. */
  readonly sinceMs: number;
}

const quietMs = 2000;
const maxBody = 200;

/** How the person hears of what was said; undefined if they do not. */
export function alertFor(
  call: Call,
  { bell, isRead, sinceMs }: AlertOptions,
): Extract<Effect, { readonly type: "alert" }> | undefined {
  if (!isToBeTold(call, bell, { isRead }) || sinceMs < quietMs) return undefined;
  const { conversation, message: { from, text } } = call;
  const place = conversation.type === "room" ? ` in #${conversation.name}` : "";
  return { type: "alert", title: `${from}${place}`, body: text.slice(0, maxBody) };
}

/** Of the terminal's window, as in `(3!) #lobby`, where `!` is for oneself. */
export function windowTitle(
  place: string,
  { unread, mentions }: { readonly unread: number; readonly mentions: number },
): string {
  const count = unread === 0 ? "" : `(${unread}${mentions > 0 ? "!" : ""}) `;
  return `${count}${place} – chatroom`;
}
