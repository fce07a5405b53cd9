/**
 * What a nick is known by where only its spelling is known: nicks that differ in case or width only are one. For
 * members the rules go further and also take look-alikes for the same, so no two of them are one here.
 */
export function foldNick(nick: string): string {
  return nick.normalize("NFKC").toUpperCase().toLowerCase();
}

export function sameNick(nick: string, other: string): boolean {
  return nick === other || foldNick(nick) === foldNick(other);
}
