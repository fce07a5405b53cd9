import type { Member } from "../chat/room.ts";
import type { Session } from "./session.ts";

/** The sessions of those who are here. The operator's console has none. */
export class SessionRegistry {
  readonly #byMember = new Map<Member, Session>();
  readonly #byIdentity = new Map<string, Session>();
  readonly #identities = new Map<Session, string>();

  add(session: Session, member: Member, identity: string): void {
    this.#byMember.set(member, session);
    this.#byIdentity.set(identity, session);
    this.#identities.set(session, identity);
  }

  /** Gives the identity that it was. */
  remove(session: Session, member: Member): string | undefined {
    const identity = this.#identities.get(session);
    this.#byMember.delete(member);
    this.#identities.delete(session);
    if (identity !== undefined) this.#byIdentity.delete(identity);
    return identity;
  }

  get size(): number {
    return this.#byMember.size;
  }

  identityOf(member: Member): string | undefined {
    const session = this.#byMember.get(member);
    return session && this.#identities.get(session);
  }

  ofMember(member: Member): Session | undefined {
    return this.#byMember.get(member);
  }

  ofIdentity(identity: string): Session | undefined {
    return this.#byIdentity.get(identity);
  }
}
