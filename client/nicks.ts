/**
 * What a nick is known by on this side: nicks that differ in case or width only are one. The server goes
 * further and also takes look-alikes for the same, so no two of its members are one here.
 */
export function foldNick(nick: string): string {
  return nick.normalize("NFKC").toUpperCase().toLowerCase();
}

export function sameNick(nick: string, other: string): boolean {
  return nick === other || foldNick(nick) === foldNick(other);
}
