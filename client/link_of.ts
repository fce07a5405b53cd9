const scheme = /^https?:\/\//i;
const brackets: ReadonlyMap<string, string> = new Map([[")", "("], ["]", "["], ["}", "{"]]);

/**
 * The address that a run of characters without a space begins with; undefined if it is none. `isMarked`: a `_` stands
 * open before it, which one at its end closes. Looks at the run once: a long one that is no address is not to be tried
 * from each of its places.
 */
export function linkOf(found: string, isMarked: boolean): string | undefined {
  const text = withoutPunctuation(found, isMarked);
  return text.replace(scheme, "") !== "" && URL.canParse(text) ? text : undefined;
}

/** Without what belongs to the sentence around it: a full stop, a bracket that it did not open, the `_` that closes a mark. */
function withoutPunctuation(address: string, isMarked: boolean): string {
  const counts = new Map<string, number>();
  for (const character of address) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    const opening = brackets.get(last);
    const isClosed = opening !== undefined &&
      (counts.get(last) ?? 0) <= (counts.get(opening) ?? 0);
    if (isClosed || (opening === undefined && !isPunctuation(last, isMarked))) break;
    counts.set(last, (counts.get(last) ?? 0) - 1);
  }
  return address.slice(0, end);
}

function isPunctuation(character: string, isMarked: boolean): boolean {
  return character === "_"
    ? isMarked
    : /[.,;:!?'*~([{”’»\u060c\u061b\u061f\u06d4\u0964\u2026\u30fb]/.test(character);
}
