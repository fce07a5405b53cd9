import type { Phrase } from "../../search/match.ts";
import { foldText, type Run, runsOf } from "../../search/words.ts";
import type { Statements } from "../statements.ts";

/** What of a text goes to the index, as its tokenizer splits it: at spaces, and at all that is ASCII and no letter. */
export interface IndexedText {
  /** Words, and of scripts without spaces each two letters that follow one another, and the last letter. */
  readonly words: string;
  /** Each symbol once, and each two that follow one another. Beside the words, which so follow one another. */
  readonly symbols: string;
}

/** `room` and `sender`: what stands for them in the index. */
export function insertWords(
  sql: Statements,
  seq: number,
  text: string,
  { room, sender }: { readonly room: string; readonly sender: string },
): void {
  const { words, symbols } = indexedText(text);
  sql.run(insertSql, seq, words, symbols, room, sender);
}

const insertSql =
  "INSERT INTO entry_words (rowid, words, symbols, room, sender) VALUES (?, ?, ?, ?, ?)";

/**
 * SQL for what stands for a sender in the index: the id of the first of all nicks that are the same without case.
 * `folded` is an SQL expression for such a nick.
 */
export function senderTokenSql(folded: string): string {
  return `SELECT min(same.id) FROM nick AS same WHERE same.folded = ${folded}`;
}

export function indexedText(text: string): IndexedText {
  const folded = foldText(text);
  const words: string[] = [];
  const symbols = new Set<string>();
  for (const run of runsOf(folded)) {
    if (run.kind === "word") words.push(run.text);
    else if (run.kind === "unspaced") words.push(...lettersAndPairs(run.text));
    else for (const token of symbolTokens(run.text)) symbols.add(token);
  }
  return { words: words.join(" "), symbols: [...symbols].join(" ") };
}

/** 上海東 as 上海, 海東, 東: so that one letter is the beginning of something, and two are one token. */
function lettersAndPairs(text: string): string[] {
  const letters = [...text];
  return letters.map((letter, index) => letter + (letters[index + 1] ?? ""));
}

function symbolTokens(text: string): string[] {
  const symbols = Array.from(text.matchAll(/\p{RI}{2}|./gsu), ([symbol]) => symbol);
  return [...symbols, ...symbols.slice(1).map((symbol, index) => (symbols[index] ?? "") + symbol)]
    .map(asToken);
}

/** ASCII symbols as their full-width forms, which a folded text does not have: the tokenizer would drop them. */
function asToken(symbols: string): string {
  return symbols.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

/** The most runs of a phrase, and tokens of a run, that the index is asked for; the texts tell the rest. */
const maxRuns = 4;

/** What the index is asked for one phrase: all that has it, and perhaps more. */
export function expressionOf(phrase: Phrase): string {
  const runs = phrase.parts.flatMap((part) => [...runsOf(part)]);
  const last = runs.at(-1);
  const parts: string[] = [];
  let words: string[] = [];
  const endWords = (isPrefix = false) => {
    if (words.length > 0) parts.push(`words : "${words.join(" ")}"${isPrefix ? " *" : ""}`);
    words = [];
  };
  for (const run of runs.slice(0, maxRuns)) {
    if (run.kind === "word") words.push(run.text);
    if (run.kind === "unspaced") endWords();
    if (run.kind === "word" && run === last) endWords(phrase.prefix);
    if (run.kind !== "word") parts.push(otherExpression(run));
  }
  endWords();
  return parts.join(" AND ");
}

function otherExpression({ kind, text }: Run): string {
  if (kind === "symbols") {
    const tokens = symbolTokens(text);
    const symbols = Math.ceil(tokens.length / 2);
    const asked = symbols === 1 ? tokens : tokens.slice(symbols, symbols + maxRuns);
    return asked.map((token) => `symbols : "${token}"`).join(" AND ");
  }
  const [first = "", ...others] = lettersAndPairs(text);
  // The last is a letter alone, which need not be the last one in a text.
  if (others.length === 0) return `words : "${first}" *`;
  const pairs = [first, ...others.slice(0, -1)];
  return `words : "${pairs.slice(0, maxRuns).join(" ")}"`;
}
