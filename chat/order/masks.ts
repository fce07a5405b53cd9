import { foldAscii } from "../../helpers/text/fold_ascii.ts";
import { matchesMask, shownHost, shownUser } from "../../helpers/text/mask.ts";
import { isLonger } from "../../helpers/text/text_length.ts";
import { ChatError } from "../chat_error.ts";
import { cleanLine, quote } from "../text.ts";

/** Somebody whom a mask may match. */
export interface Maskable {
  readonly nick: string;
  readonly user?: string;
  readonly host?: string;
  /** Absent for who is in no account. */
  readonly account?: string;
}

/** A mask as it is compared. */
interface Mask {
  /** It holds who speaks, and not who comes in: `m:` stood in front. */
  readonly isMute: boolean;
  /** It is of accounts and not of `nick!user@host`: `a:` stood in front. */
  readonly isAccount: boolean;
  readonly pattern: string;
}

/** Of a whole mask with what stands in front. */
const maxMaskLength = 200;

/** Whether what was typed is a mask: as no nick can be, which may have an `@` in front. */
export function isMask(typed: string): boolean {
  return /^[ma]:|[!*?\\]|.@/.test(typed);
}

/** Throws `bad_usage` for what is too long, or could not be shown as it was typed. */
export function refuseIfNoMask(typed: string): void {
  if (isLonger(typed, maxMaskLength)) {
    const problem = `The mask ${quote(typed)} is too long: at most ${maxMaskLength} characters`;
    throw new ChatError("bad_usage", problem);
  }
  if (cleanLine(typed) === typed && readMask(typed).pattern !== "") return;
  throw new ChatError("bad_usage", `${quote(typed)} is no mask: say NICK!USER@HOST, or a:ACCOUNT`);
}

/** What is left out is any: `bob` is `bob!*@*`, and `*@example.org` is of any nick. */
function readMask(typed: string): Mask {
  const isMute = typed.startsWith("m:");
  const rest = isMute ? typed.slice(2) : typed;
  if (rest.startsWith("a:")) return { isMute, isAccount: true, pattern: rest.slice(2) };
  const [hasUser, hasHost] = [rest.includes("!"), rest.includes("@")];
  if (rest === "" || hasUser && hasHost) return { isMute, isAccount: false, pattern: rest };
  const pattern = hasUser ? `${rest}@*` : hasHost ? `*!${rest}` : `${rest}!*@*`;
  return { isMute, isAccount: false, pattern };
}

/** What two have in common that are the same mask. */
export function maskKey(typed: string): string {
  const { isMute, isAccount, pattern } = readMask(typed);
  return `${isMute ? "m:" : ""}${isAccount ? "a:" : ""}${foldAscii(pattern)}`;
}

/** Which masks match somebody: `mutes` alone those with `m:` in front, `bans` those without, `any` both. */
export function matches(typed: string, who: Maskable, kind: "bans" | "mutes" | "any"): boolean {
  const { isMute, isAccount, pattern } = readMask(typed);
  if (kind !== "any" && isMute !== (kind === "mutes")) return false;
  if (isAccount) return who.account !== undefined && matchesMask(pattern, who.account);
  return matchesMask(pattern, `${who.nick}!${shownUser(who.user)}@${shownHost(who.host)}`);
}

/** The nick that is all that a mask names, as in `bob!*@*`. */
export function nickOfMask(typed: string): string | undefined {
  return /^(?:m:)?([^!@*?\\:]+)!\*@\*$/.exec(typed)?.[1];
}
