import type { SaidMessage } from "../protocol.ts";
import { unspaced } from "./markup.ts";

/** Such a run is in no nick, and would take long to normalize. */
const manyMarks = /\p{M}{40,}/gu;

/** What one is called now, and was before, as long as nobody else has that; and what one has said oneself. */
interface Own {
  readonly nicks: readonly string[];
  isOwnMessage(message: SaidMessage): boolean;
}

/**
 * Which messages of others name oneself, each as it was when it was first looked at: a rename, of oneself or another,
 * changes nothing of what came before.
 */
export class Mentions {
  readonly #known = new WeakMap<SaidMessage, boolean>();

  constructor(private readonly own: Own) {}

  has(message: SaidMessage): boolean {
    const known = this.#known.get(message);
    if (known !== undefined) return known;
    const isForOneself = !this.own.isOwnMessage(message) &&
      this.own.nicks.some((nick) => isMention(message.text, nick));
    this.#known.set(message, isForOneself);
    return isForOneself;
  }
}

/**
 * Whether a text has the nick in it as a whole word, in any case. What goes on behind a hyphen, a full stop or an
 * underscore is another nick: `ann-marie` is not `ann`; but `_ann_` is. In scripts without spaces any letter ends
 * a word: `annさん` has `ann` in it.
 */
export function isMention(text: string, nick: string): boolean {
  if (nick === "") return false;
  return mentionPattern(nick).test(text.replace(manyMarks, " ").normalize("NFKC"));
}

function mentionPattern(nick: string): RegExp {
  const name = nick.normalize("NFKC");
  // A Korean word begins after a space, and goes on with particles.
  const korean = /^\p{Script=Hangul}/u.test(name) ? "\\p{Script=Hangul}" : "";
  const before = `[[[\\p{L}\\p{M}\\p{N}]--[${unspaced}]]${korean}]`;
  const behind = `[[\\p{L}\\p{N}]--[${unspaced}]]`;
  return new RegExp(
    `(?<!${before}[._\\-]{0,2})${escaped(name)}(?!\\p{M}|[._\\-]{0,2}${behind})`,
    "iv",
  );
}

/** `RegExp.escape` is in browsers since 2025 only. */
function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
