import type { RoomState } from "../../../../client/state.ts";
import type { CommandSummary } from "../../../../protocol.ts";

export interface ActField {
  readonly label: string;
  readonly isNeeded: boolean;
  readonly isSecret: boolean;
  readonly hint?: string;
}

/** Something that keeps order: a command. */
export interface Act {
  readonly name: string;
  /** What it does. */
  readonly label: string;
  /** Stands in front of what is typed. */
  readonly before: "" | "server";
  readonly fields: readonly ActField[];
}

/** The label, and how it is used where that is not all that the server tells. */
type Words = readonly [label: string, usage?: string];

const roomActs: Readonly<Record<string, Words>> = {
  bans: ["See bans and mutes"],
  ban: ["Ban"],
  unban: ["Lift a ban"],
  mute: ["Mute"],
  unmute: ["Let speak again"],
  kick: ["Kick"],
  except: ["Let past bans, or in without an invitation"],
  unexcept: ["End such an exception"],
  invite: ["Invite", "/invite NICK"],
  uninvite: ["Take back an invitation"],
  mod: ["Make a moderator"],
  unmod: ["Remove as a moderator"],
  voice: ["Give voice"],
  unvoice: ["Take the voice"],
  owner: ["Hand the room over"],
  settings: ["See the settings and the moderators", "/settings"],
};

const serverActs: Readonly<Record<string, Words>> = {
  invite: ["Make a link that lets people in", "/invite [VALID] [NUMBER]"],
  bans: ["See who is banned"],
  ban: ["Ban"],
  unban: ["Lift a ban"],
  lock: ["Lock the server"],
  unlock: ["Open the server to everybody"],
  op: ["Make an operator"],
  deop: ["Remove as an operator"],
  audit: ["See what was done"],
  stats: ["See what is kept"],
  alert: ["Tell all operators"],
  claim: ["Own the server"],
};

/** Those that are of a room too, where they are not told that the server is meant. */
const scoped = /^(un)?(bans?|lock)$/;

/** What one is on the whole server, as far as rooms tell. */
export type ServerRole = "operator" | "server_owner";

interface RolesInRooms {
  readonly rooms: ReadonlyMap<string, Pick<RoomState, "role">>;
}

export function serverRoleIn({ rooms }: RolesInRooms): ServerRole | undefined {
  const roles = [...rooms.values()].map(({ role }) => role);
  return (["server_owner", "operator"] as const).find((role) => roles.includes(role));
}

/**
 * Whether one was given a role since the server told what it has commands for, which it does to who connects: each role
 * has one that less have not.
 */
export function isRoleNew(
  role: ServerRole | undefined,
  commands: readonly CommandSummary[],
): boolean {
  const own = role === "operator" ? "audit" : "op";
  return role !== undefined && commands.every(({ name }) => name !== own);
}

/** What there is to do in a room or, by what one is there, on the server, of the commands that the server has for the person. */
export function actsOn(
  place: "room" | "server",
  commands: readonly CommandSummary[],
  serverRole?: ServerRole,
): readonly Act[] {
  const isServer = place === "server";
  // Whoever has the code may own it.
  const isOffered = (name: string) =>
    !isServer || (name === "claim" ? serverRole !== "server_owner" : serverRole !== undefined);
  return Object.entries(isServer ? serverActs : roomActs).flatMap(([name, [label, usage]]) =>
    commands.filter((command) => command.name === name && isOffered(name)).map((command): Act => ({
      ...{ name, label, before: isServer && scoped.test(name) ? "server" : "" },
      fields: fieldsOf(usage ?? command.usage),
    }))
  );
}

/** What is typed behind a command, by its usage, as in `/ban NICK|ADDRESS [TIME]`. */
export function fieldsOf(usage: string): readonly ActField[] {
  const words = usage.match(/\[.*?\]|\S+/g) ?? [];
  return words.slice(1).map((word) => {
    const name = word.replace(/[[\]]/g, "");
    const [label, hint] = fieldWords[name] ?? [];
    return {
      label: label ?? name.charAt(0) + name.slice(1).toLowerCase().replace(/ ?\| ?/g, " or "),
      isNeeded: name === word,
      isSecret: name === "PASSWORD",
      hint,
    };
  });
}

/** Labels that say more than the name, and what is typed. */
const fieldWords: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  TIME: ["For how long", "such as 10m, 2h or 7d; empty: for good"],
  VALID: ["For how long", "such as 10m, 2h or 7d; empty: a day"],
  NUMBER: ["People", "empty: any number"],
  PAGE: ["Page", "empty: the first"],
};
