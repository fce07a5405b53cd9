import { type Action, permissions, type Role, roles } from "../chat/permissions.ts";
import { table, withMadePart } from "./markdown.ts";

/** What each of them is, as an operator reads it. */
const actionTexts: Readonly<Record<Action, string>> = {
  read: "read and search a room, and see who is in it",
  say: "speak in a room",
  type: "tell a room that one is typing",
  setTopic: "set the topic: `/topic`",
  setLockedTopic: "set the topic where only moderators do",
  sayModerated: "speak in a moderated room",
  changeSettings: "change the settings: `/settings`, `/slow`, `/private`, `/lock`",
  invite: "ask somebody in: `/invite`, `/uninvite`",
  giveVoice: "give and take voice: `/voice`, `/unvoice`",
  makeModerators: "make moderators: `/mod`, `/unmod`",
  handOver: "hand the room over: `/owner`",
  setMetadata: "set a room's metadata",
  setMetadataOfOthers: "set anybody's metadata",
  delete: "delete one's own messages: `/delete`",
  deleteOthers: "delete anybody's messages",
  leave: "leave a room",
  rename: "take another nick: `/nick`",
  logOut: "log out: `/quit`",
  readAllRooms: "search all rooms that are not closed",
  seeAddresses: "see where somebody comes from: `/whois`",
  release: "free a nick that is reserved: `/release`",
  resetPasswords: "take a forgotten password: `/reset`",
  makeOperators: "make operators: `/op`, `/deop`",
  kick: "send somebody out of a room: `/kick`",
  kickFromServer: "end somebody's connections: `/kick server`",
  ban: "keep somebody out of a room: `/ban`, `/unban`, `/bans`, `/except`",
  banFromServer: "keep somebody off the server: `/ban server`",
  lockServer: "lock the server and invite to it: `/lock server`, `/invite`",
  mute: "keep somebody quiet: `/mute`, `/unmute`",
  speakOften: "speak in a slow room as often as one wants",
  keepMoreRooms: "set something in a room where too many are kept",
  readAudit: "read what was done to keep order: `/audit`",
  setMotd: "set the message of the day: `/motd`",
  alert: "tell all operators, and be told: `/alert`",
  readStats: "read how much is kept: `/stats`",
  rehash: "have the server read its files anew: `/rehash`",
  stop: "stop the server: `/stop`",
};

const roleTexts: Readonly<Record<Role, string>> = {
  visitor: "not in the room",
  member: "member",
  voice: "voice",
  moderator: "moderator",
  roomOwner: "owner of the room",
  operator: "operator",
  owner: "owner of the server",
  console: "console",
};

/** Puts the table of who may do what into a page. */
export function withPermissions(page: string): string {
  const rows = Object.entries(permissions).map(([action, allowed]) => {
    const text = Object.entries(actionTexts).find(([name]) => name === action)?.[1] ?? action;
    return [text, ...roles.map((role) => allowed.has(role) ? "yes" : "")];
  });
  const head = ["may", ...roles.map((role) => roleTexts[role])];
  return withMadePart(page, "chat/permissions.ts", table(head, rows));
}
