/** Words and summaries that many messages have. */

/**
 * A word of a set that newer versions add to. One that is not known is kept and passed on as it is, and treated
 * like the word that stands for it: each set says which.
 */
export type OpenWord<Known extends string> = Known | (string & Record<never, never>);

/** The word if it is one of these; undefined for one that this version does not know. */
export function knownWord<Known extends string>(
  known: readonly Known[],
  word: unknown,
): Known | undefined {
  return known.find((each) => each === word);
}

/**
 * An unknown kind is shown as `text`. `notice`: what programs say, which no program answers. `deletion`: its `deletes` are
 * gone, as `text` says in words. `deleted`: what is left of one of those, whose `text` says by whom. `topic`: what the
 * room's topic was set to. Clients say none of these three. `reaction`: to the message `replyTo`, with an emoji as `text`;
 * `unreaction` takes back the same one.
 */
export const messageKinds = [
  ...["text", "action", "notice", "deletion", "deleted"] as const,
  ...["topic", "reaction", "unreaction"] as const,
] as const;

export type MessageKind = OpenWord<(typeof messageKinds)[number]>;

/**
 * Who somebody is, over nicks, connections and restarts of the server: an opaque id, the same for nobody else, and
 * public, since nothing of a token follows from it. At most `limits.personLength` letters, digits, `-` and `_`. Servers
 * without the feature `person` leave it out wherever it stands: then the nick is all that is known.
 */
export type Person = string;

/**
 * What somebody is, from the least to the most: in a room may speak where not everybody may, keeps order in it, owns it;
 * and on the whole server. One that is not known is told as it is.
 */
export const memberRoles = [
  ...["voice", "moderator", "owner"] as const,
  ...["operator", "server_owner"] as const,
] as const;

export type MemberRole = OpenWord<(typeof memberRoles)[number]>;

/** Somebody with a role in a room; without one, nothing but a member. */
export interface RoleSummary {
  readonly nick: string;
  readonly person?: Person;
  readonly role?: MemberRole;
}

export interface MemberSummary extends RoleSummary {
  /** Why the member is away, perhaps empty; absent while the member is here. */
  readonly away?: string;
}
