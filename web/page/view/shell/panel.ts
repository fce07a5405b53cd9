/** What is open over the page, or beside the conversation where there is no room for it. */
export type Panel = "rooms" | "members" | "settings" | "share";
