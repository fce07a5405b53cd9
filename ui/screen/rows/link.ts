import { fnv1a } from "../../nick_color.ts";
import { type Paint, unpainted } from "../../runs.ts";

/** Terminals ignore longer links. */
const maxLength = 2000;

/**
 * Makes a text one that terminals open (OSC 8), if `url` is an address of the web: nothing else is worth a click. The
 * pieces of a link that goes over several rows are known by their `id`.
 */
export function linkPaint(url: string): Paint {
  const href = webAddress(url);
  if (href === undefined) return unpainted;
  const open = `\x1b]8;id=${fnv1a(href).toString(36)};${href}\x1b\\`;
  return (text) => text === "" ? "" : `${open}${text}\x1b]8;;\x1b\\`;
}

/** As ASCII without control characters, which is what the URL parser makes of an address. */
function webAddress(url: string): string | undefined {
  if (url.length > maxLength || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const isWeb = protocol === "http:" || protocol === "https:";
  return isWeb && href.length <= maxLength && /^[\x21-\x7e]*$/.test(href) ? href : undefined;
}
