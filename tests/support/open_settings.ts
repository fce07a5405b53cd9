import type { SettingsSummary } from "../../protocol.ts";

/** Of a room where nothing is set. */
export const openSummary: SettingsSummary = {
  ...{ moderated: false, private: false, locked: false, hasPassword: false, topicLocked: false },
  ...{ outsiders: false, ctcp: true, slowMs: 0 },
};
