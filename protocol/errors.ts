/** Refusals. */

import type { OpenWord } from "./words.ts";

// deno-fmt-ignore: by what they are about
export const errorCodes = [
  "bad_json", "not_an_object", "unknown_type", "bad_field", "frame_too_long", "message_too_long",
  "version_unsupported", "hello_required", "hello_repeated", "hello_timeout",
  "rate_limited", "server_full", "too_many_connections", "too_many_sessions",
  "nick_invalid", "nick_taken", "nick_reserved", "no_such_nick",
  "password_required", "password_wrong", "token_revoked", "link_invalid",
  "already_logged_in", "account_exists", "account_not_nick", "password_weak",
  "mechanism_unknown", "login_aborted",
  "banned", "muted", "server_locked", "invite_invalid", "tls_required",
  "room_invalid", "room_taken", "room_locked", "room_password", "room_full",
  "no_such_room", "not_in_room", "too_many_rooms",
  "text_empty", "text_too_long", "topic_too_long", "no_such_message",
  "unknown_command", "bad_usage", "not_allowed", "list_full", "key_invalid", "too_many_keys",
  "room_busy", "storage_failed", "internal",
] as const;

export type KnownErrorCode = (typeof errorCodes)[number];

/** A refusal is a refusal, whatever its code. */
export type ErrorCode = OpenWord<KnownErrorCode>;

/** Something was refused. `id` and `room` are those of what was refused, where it had them. */
export interface ErrorMessage {
  readonly type: "error";
  readonly code: ErrorCode;
  /** For a person to read. */
  readonly message: string;
  readonly id?: string;
  readonly room?: string;
  /** With `rate_limited`: when the same will be accepted. */
  readonly retryAfterMs?: number;
}

/** A frame that is not a message. `id` is the frame's own, where it could be read. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";

  constructor(readonly code: KnownErrorCode, message: string, readonly id?: string) {
    super(message);
  }
}
