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
  invite: ["Invite"],
  uninvite: ["Take back an invitation"],
  mod: ["Make a moderator"],
  unmod: ["Remove as a moderator"],
  voice: ["Give voice"],
  unvoice: ["Take the voice"],
  owner: ["Hand the room over"],
  settings: ["See the settings and the moderators", "/settings"],
};

const serverActs: Readonly<Record<string, Words>> = {
  invite: ["Make a link that lets people in", "/invite [TIME] [NUMBER]"],
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

/** What there is to do in a room or on the server, by the commands that the server has for the person. */
export function actsOn(
  place: "room" | "server",
  commands: readonly CommandSummary[],
): readonly Act[] {
  const isServer = place === "server";
  return Object.entries(isServer ? serverActs : roomActs).flatMap(([name, [label, usage]]) =>
    commands.filter((command) => command.name === name).map((command): Act => ({
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
    return {
      label: name.charAt(0) + name.slice(1).toLowerCase().replace(/ ?\| ?/g, " or "),
      isNeeded: name === word,
      isSecret: name === "PASSWORD",
      hint: name.includes("TIME") ? "such as 10m, 2h or 7d" : undefined,
    };
  });
}
