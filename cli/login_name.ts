import type { Env } from "../helpers/env.ts";
import { limits } from "../protocol.ts";

/** Where systems keep the login name: Unix, older Unix, Windows. */
const variables = ["USER", "LOGNAME", "USERNAME"];

/** The login name of whoever runs this, made fit for a nick; "guest" where there is none. */
export function loginName(env: Env): string {
  for (const variable of variables) {
    const nick = fitForNick(env(variable) ?? "");
    if (nick !== "") return nick;
  }
  return "guest";
}

/** Empty if nothing is left. Normalized first, as the server does, since that can bring in spaces. */
function fitForNick(name: string): string {
  const kept = name.normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{Nd}_.-]|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/^[\p{M}.-]+/u, "");
  return [...kept].slice(0, limits.nickLength).join("");
}
