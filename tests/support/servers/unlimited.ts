import {
  defaultSessionBounds,
  type SessionBounds,
} from "../../../server/sessions/session_bounds.ts";

/** The sessionBounds for sessions that may say as much as they like. */
export const unlimited: SessionBounds = { ...defaultSessionBounds, rate: undefined };
