import { defaultRules, type SessionRules } from "../../server/sessions/rules.ts";

/** The rules for sessions that may say as much as they like. */
export const unlimited: SessionRules = { ...defaultRules, rate: undefined };
