/** What there is to complete to; rooms without the `#`, commands without the `/`. */
export interface Known {
  readonly commands: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  readonly rooms: readonly string[];
  readonly nicks: readonly string[];
}

export interface Completion {
  /** What may stand in place of `replaces`, with the space that follows it; in order. */
  readonly candidates: string[];
  /** The word before the cursor, in the case in which it was typed. */
  readonly replaces: string;
}

/**
 * Completes the word that ends at `cursor`, in any case. An empty one is completed after a command
 * only.
 */
export function complete(line: string, cursor: number, known: Known): Completion {
  const before = line.slice(0, cursor);
  const [replaces = ""] = /\S*$/.exec(before) ?? [];
  const left = before.slice(0, before.length - replaces.length);
  const found = findWords(left, replaces, known);
  const candidates = line[cursor] === " " ? found.map((word) => word.trimEnd()) : found;
  return { candidates, replaces };
}

function findWords(left: string, word: string, known: Known): string[] {
  if (left === "" && word.startsWith("/")) return commandWords(word, known);
  if (word === "" && !left.startsWith("/")) return [];
  if (word.startsWith("#")) return matching(known.rooms.map((room) => `#${room}`), word, " ");
  if (isJoin(left, known)) return matching(known.rooms, word, " ");
  return matching(known.nicks, word, left === "" ? ": " : " ");
}

/** Names go before aliases, which are offered only where no name begins so. */
function commandWords(word: string, { commands }: Known): string[] {
  const names = matching(commands.map(({ name }) => `/${name}`), word, " ");
  if (names.length > 0) return names;
  return matching(commands.flatMap(({ aliases }) => aliases.map((name) => `/${name}`)), word, " ");
}

/** Whether the command to the left is `join`, by name or alias, and has no argument yet. */
function isJoin(left: string, { commands }: Known): boolean {
  const [, name] = /^\/(\S+)\s+$/.exec(left.toLowerCase()) ?? [];
  if (name === undefined) return false;
  const join = commands.find((command) => command.name === "join");
  return name === "join" || join?.aliases.includes(name) === true;
}

function matching(words: readonly string[], prefix: string, suffix: string): string[] {
  const folded = prefix.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(folded)).toSorted()
    .map((word) => word + suffix);
}
