import { capabilities } from "../wire/irc/capabilities.ts";
import { commands } from "../wire/irc/commands/mod.ts";
import { listModes, memberModes, settingModes } from "../wire/irc/modes/channel_modes.ts";
import { tokens } from "../wire/irc/answers/isupport.ts";
import { code, table, withMadePart } from "./markdown.ts";

/** Puts the tables of what IRC clients may ask for into a page. */
export function withIrcTables(page: string): string {
  const made: readonly (readonly [source: string, text: string])[] = [
    ["wire/irc/commands/mod.ts", commandsTable()],
    ["wire/irc/modes/channel_modes.ts", modesTable()],
    ["wire/irc/capabilities.ts", `${Object.keys(capabilities).map(code).join(", ")}\n`],
    ["wire/irc/answers/isupport.ts", tokensTable()],
  ];
  return made.reduce((page, [source, text]) => withMadePart(page, source, text), page);
}

function commandsTable(): string {
  return table(
    ["command", "parameters at least", "before registration"],
    [...commands].map(([name, { leastParams = 0, isForNewcomers }]) => [
      code(name),
      `${leastParams}`,
      isForNewcomers === true ? "yes" : "",
    ]),
  );
}

function modesTable(): string {
  const settings = settingModes.map(({ letter, param, set, unset }) => {
    const [setting = ""] = unset.split(" ");
    return [letter, param, code(`/settings ${param === "never" ? set("") : setting}`)];
  });
  const lists = listModes.map(({ letter, add }) => {
    return [letter, "always, or it is listed", code(`/${add.join(" ")} MASK`)];
  });
  const members = memberModes.map(({ letter, add }) => [letter, "always", code(`/${add} NICK`)]);
  return table(
    ["mode", "parameter", "what it is here"],
    [...settings, ...lists, ...members].map(([letter = "", ...more]) => [code(letter), ...more]),
  );
}

function tokensTable(): string {
  return table(
    ["token", "value"],
    tokens.map(([name, value]) => [
      code(name),
      value === undefined ? "" : typeof value === "string" ? code(value) : "the server's own",
    ]),
  );
}
