import type { KnownEmoji } from "../../../client/writing/complete.ts";

/** From the file that the page's `<meta name="emoji">` names. Rejects where that cannot be had. */
export async function loadEmoji(): Promise<readonly KnownEmoji[]> {
  const named = document.querySelector<HTMLMetaElement>('meta[name="emoji"]');
  const response = await fetch(named?.content ?? "");
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return readEmoji(await response.text());
}

/** A line for each: the emoji, and its names behind blanks. */
export function readEmoji(text: string): readonly KnownEmoji[] {
  return text.split("\n").map((line) => {
    const [emoji = "", ...names] = line.split(" ");
    return { emoji, names };
  });
}
