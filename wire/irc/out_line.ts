import type { CapabilityName } from "./capabilities.ts";
import { formatMessage, type OutgoingMessage } from "./lines/message.ts";
import { formatTime } from "./lines/time.ts";

/** A line to a client, with all that its tags may tell. */
export interface OutLine extends OutgoingMessage {
  /** When it happened, in milliseconds since the Unix epoch. */
  readonly ts?: number;
  readonly msgid?: string;
  /** Of whoever it is from; undefined for who has none. */
  readonly account?: string;
  readonly isFromBot?: boolean;
  /** Of the command that it answers. */
  readonly label?: string;
  /** The reference of the batch that it is in. */
  readonly batch?: string;
  /** For those alone who have asked for it. */
  readonly needs?: CapabilityName;
  /** In place of those who have asked for this. */
  readonly unless?: CapabilityName;
}

/** The lines as somebody with these capabilities gets them. */
export function formatLines(
  lines: readonly OutLine[],
  enabled: ReadonlySet<CapabilityName>,
): readonly string[] {
  const formatted: string[] = [];
  for (const line of lines) {
    const { needs, unless, source, command, params, trailing } = line;
    if (needs !== undefined && !enabled.has(needs)) continue;
    if (unless !== undefined && enabled.has(unless)) continue;
    const tags = tagsOf(line, enabled);
    formatted.push(formatMessage({ tags, source, command, params, trailing }));
  }
  return formatted;
}

function tagsOf(
  line: OutLine,
  enabled: ReadonlySet<CapabilityName>,
): readonly (readonly [string, string])[] | undefined {
  const { ts, msgid, account, isFromBot, label, batch, tags } = line;
  const told: (readonly [string, string])[] = [];
  if (label !== undefined) told.push(["label", label]);
  if (batch !== undefined && enabled.has("batch")) told.push(["batch", batch]);
  if (ts !== undefined && enabled.has("server-time")) told.push(["time", formatTime(ts)]);
  if (enabled.has("message-tags")) {
    if (msgid !== undefined) told.push(["msgid", msgid]);
    if (isFromBot === true) told.push(["bot", ""]);
    if (tags !== undefined) told.push(...tags);
  }
  if (account !== undefined && enabled.has("account-tag")) told.push(["account", account]);
  return told.length === 0 ? undefined : told;
}
