/** What somebody is in a room (`MemberRole` of the protocol), as people see it. */
interface ShownRole {
  /** What stands before the nick, as on IRC. */
  readonly mark: "~" | "@" | "+";
  readonly name: string;
}

const shownRoles: ReadonlyMap<string, ShownRole> = new Map([
  ["voice", { mark: "+", name: "has voice" }],
  ["moderator", { mark: "@", name: "moderator" }],
  ["owner", { mark: "~", name: "owner of the room" }],
  ["operator", { mark: "@", name: "operator of this server" }],
  ["server_owner", { mark: "~", name: "owner of this server" }],
]);

/** For a legend. */
export const roleMarks: readonly { readonly mark: string; readonly meaning: string }[] = [
  { mark: "~", meaning: "Owner of the room, or of the server" },
  { mark: "@", meaning: "Moderator, or operator of the server: keeps order" },
  { mark: "+", meaning: "Has voice: speaks also where not everybody may" },
];

/** Who keeps order comes before who does not: the less, the further up in a list. */
export function roleRank(role: string | undefined): number {
  return ["~", "@", "+", ""].indexOf(roleMark(role));
}

/** Moderators, owners and operators do, as far as is known. */
export function keepsOrder(role: string | undefined): boolean {
  return roleRank(role) < 2;
}

/** Empty for an ordinary member, and for a role that is not known. */
export function roleMark(role: string | undefined): ShownRole["mark"] | "" {
  return shownRoles.get(role ?? "")?.mark ?? "";
}

/** As in `owner of this server`; one that is not known is named as it is. */
export function roleName(role: string | undefined): string | undefined {
  return shownRoles.get(role ?? "")?.name ?? role;
}

interface Listed {
  readonly nick: string;
  readonly role?: string;
  readonly away?: string;
}

/** As in `@bob (away)`, in a list of names. */
export function listedName({ nick, role, away }: Listed): string {
  return `${roleMark(role)}${nick}${away === undefined ? "" : " (away)"}`;
}
