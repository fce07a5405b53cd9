import { nickHash } from "../../../helpers/text/nick_hash.ts";

/** Colours in `style/nicks.css`. */
const nickColors = 12;

/** The class that gives a nick its colour: always the same, in whatever case it is written. */
export function nickColor(nick: string): string {
  return `nick-${nickHash(nick) % nickColors}`;
}
