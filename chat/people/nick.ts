import { limits } from "../../protocol.ts";
import { ChatError } from "../chat_error.ts";
import { skeleton, suspicionOf } from "../../helpers/text/identifiers.ts";
import { invisible, normalizeName, ownCopy, quote } from "../text.ts";

/** Letters, digits and `_ [ ] { } | ^`; not at the start also marks, `-` and `.`. */
const shape = /^[\p{L}\p{N}_[\]{}|^][\p{L}\p{M}\p{N}_[\]{}|^.-]*$/u;

/** A nick in the form that is kept and shown. Throws `nick_invalid`. */
export function parseNick(raw: string): string {
  const nick = normalizeNick(raw);
  if (nick === "") throw new ChatError("nick_invalid", "The nick is empty: choose a name");
  if (nick === undefined) {
    const problem = `The nick ${quote(raw)} is too long: at most ${limits.nickLength} characters`;
    throw new ChatError("nick_invalid", problem);
  }
  if (!shape.test(nick) || invisible.test(nick)) {
    throw new ChatError(
      "nick_invalid",
      `Cannot use ${
        quote(nick)
      } as a nick: only letters, digits and _ - . [ ] { } | ^ are allowed, ` +
        "and no space; - and . not at the start",
    );
  }
  const suspicion = suspicionOf(nick);
  if (suspicion !== undefined) {
    throw new ChatError("nick_invalid", `Cannot use ${quote(nick)} as a nick: ${suspicion}`);
  }
  return ownCopy(nick);
}

/** In NFKC; undefined if it is too long for a nick. */
export function normalizeNick(raw: string): string | undefined {
  return normalizeName(raw, limits.nickLength);
}

/**
 * What nicks are compared by: two that have a key in common differ in case only, or look alike, after the
 * skeleton of UTS #39. That is taken as written, of the small letters and of the capitals, since letters of
 * two scripts can look alike in one case only; and `i` counts as `l`, whose capital looks like it.
 */
export function nickKeys(nick: string): readonly string[] {
  const spellings = [nick, nick.toLowerCase(), nick.toUpperCase()];
  return [
    ...new Set(spellings.map((spelling) => foldCase(skeleton(spelling)).replaceAll("i", "l"))),
  ];
}

/** Upper case first: it also makes one of `ß` and `ss`, and of the two small sigmas. */
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/** Digits that are read as letters. The look-alikes of Unicode have those of `o` and `l`. */
const lettersOfDigits: Readonly<Record<string, string>> = {
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  8: "b",
  9: "g",
};

/** What a word is read as, whatever marks and signs it is dressed in; a sign may also stand for a letter. */
function readings(nick: string): readonly string[] {
  const bare = nick.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  return [nick, bare].flatMap(nickKeys).map((key) =>
    key.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "")
      .replace(/\d/g, (digit) => lettersOfDigits[digit] ?? digit)
  );
}

/**
 * Words that a reader would not take for a nick, such as "you", those whom passwords are told on IRC, and what is read
 * as one of them.
 */
const reservedWords = readingsOf([
  ...["you", "server", "me", "all", "here", "NickServ", "ChanServ"],
]);

/** What the words are read as. */
export function readingsOf(words: readonly string[]): ReadonlySet<string> {
  // What has no letter in it is read as nothing.
  return new Set(words.flatMap(readings).filter((reading) => reading !== ""));
}

/** Whether it is read as a reserved word, or as one of `names`, of which these are the readings. */
export function isReserved(nick: string, names: ReadonlySet<string> = new Set()): boolean {
  return readings(nick).some((reading) => reservedWords.has(reading) || names.has(reading));
}
