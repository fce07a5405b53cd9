/**
 * Whether the whole text is as the mask has it: `*` stands for any characters, `?` for one, and either or `\` for itself
 * behind a `\`. ASCII letters are the same in both cases. At most as many steps as mask times text has characters.
 */
export function matchesMask(mask: string, text: string): boolean {
  let [inMask, inText] = [0, 0];
  // Behind the last `*`, and how far that reaches: where the rest does not fit, it takes one more.
  let [behindStar, starEnd] = [-1, 0];
  while (inText < text.length) {
    if (mask[inMask] === "*") {
      behindStar = ++inMask;
      starEnd = inText;
      continue;
    }
    const [maskLength, textLength] = fits(mask, inMask, text, inText);
    if (maskLength > 0) {
      inMask += maskLength;
      inText += textLength;
    } else if (behindStar >= 0) {
      starEnd += lengthAt(text, starEnd);
      [inMask, inText] = [behindStar, starEnd];
    } else {
      return false;
    }
  }
  while (mask[inMask] === "*") inMask++;
  return inMask === mask.length;
}

const none = [0, 0] as const;

/** What of the mask stands for one character of the text, and its length, in UTF-16 code units; 0 where it does not. */
function fits(
  mask: string,
  inMask: number,
  text: string,
  inText: number,
): readonly [maskLength: number, textLength: number] {
  if (inMask >= mask.length) return none;
  if (mask[inMask] === "?") return [1, lengthAt(text, inText)];
  const isEscaped = mask[inMask] === "\\" && "*?\\".includes(mask[inMask + 1] ?? " ");
  const at = isEscaped ? inMask + 1 : inMask;
  if (fold(mask.charCodeAt(at)) !== fold(text.charCodeAt(inText))) return none;
  return [isEscaped ? 2 : 1, 1];
}

/** Of the character there. */
function lengthAt(text: string, index: number): number {
  const code = text.codePointAt(index) ?? 0;
  return code > 0xffff ? 2 : 1;
}

/** Of `A` to `Z`, the small letter. */
function fold(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/**
 * In `nick!user@host`, as IRC clients see and ban somebody. It begins with `~`, as everywhere on IRC where nobody has
 * checked it (RFC 1413 does); whose client told none has `~chat`.
 */
export function shownUser(user = "chat"): string {
  return `~${user.replace(/^~+/, "")}`;
}

/** The same for who comes from no address. */
export function shownHost(host = "chatroom"): string {
  return host;
}
