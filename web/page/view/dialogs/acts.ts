/** What keeps order in a room: commands, and what they do in words. */
export const roomActs = {
  bans: "See bans and mutes",
  ban: "Ban",
  unban: "Lift a ban",
  mute: "Mute",
  unmute: "Let speak again",
  kick: "Kick",
  except: "Let past bans, or in without an invitation",
  unexcept: "End such an exception",
  invite: "Invite",
  uninvite: "Take back an invitation",
  mod: "Make a moderator",
  unmod: "Remove as a moderator",
  voice: "Give voice",
  unvoice: "Take the voice",
  owner: "Hand the room over",
} as const;

/** The same on the server. */
export const serverActs = {
  invite: "Make a link that lets people in",
  bans: "See who is banned",
  ban: "Ban",
  unban: "Lift a ban",
  lock: "Lock the server",
  unlock: "Open the server to everybody",
  op: "Make an operator",
  deop: "Remove as an operator",
  audit: "See what was done",
  stats: "See what is kept",
  alert: "Tell all operators",
  claim: "Own the server",
} as const;

/** Which of them are told that the server is meant. */
export const scoped = /^(un)?(bans?|lock)$/;

/** How `/invite` makes a link. */
export const linkUsage = "/invite [TIME] [NUMBER]";

export interface ActField {
  readonly label: string;
  readonly isNeeded: boolean;
  readonly isSecret: boolean;
  readonly hint?: string;
}

/** What is typed behind a command, by its usage, as in `/ban NICK|ADDRESS [TIME]`. */
export function fieldsOf(usage: string): readonly ActField[] {
  const words = usage.match(/\[.*?\]|\S+/g) ?? [];
  return words.slice(1).map((word) => {
    const name = word.replace(/[[\]]/g, "");
    return {
      label: name.charAt(0) + name.slice(1).toLowerCase().replace(/ ?\| ?/g, " or "),
      isNeeded: name === word,
      isSecret: name === "PASSWORD",
      hint: name.includes("TIME") ? "such as 10m, 2h or 7d" : undefined,
    };
  });
}
