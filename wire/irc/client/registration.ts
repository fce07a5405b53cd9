import {
  type ClientMessage,
  type HelloMessage,
  limits,
  protocolVersion,
} from "../../../protocol.ts";

/** What a client has told of itself before it is in: https://modern.ircdocs.horse/#connection-registration */
export class Registration {
  nick: string | undefined;
  user: string | undefined;
  realName: string | undefined;
  /** Of the server, from `PASS`. */
  password: string | undefined;
  /** Of itself: it is set as soon as the client sends something more. */
  readonly metadata = new Map<string, string>();
  /** Why it is away from the start; `*` where nobody sits at it. */
  away: string | undefined;
  /** Capabilities are being asked for: nobody is let in before `CAP END`. */
  isNegotiating = false;
  /** What `CAP LS` has told that the client knows of. */
  capVersion = 0;
  /** A `hello` is on its way. */
  #isAsked = false;

  /** The `hello`, once all that is needed for it was told. */
  takeHello(session: string): readonly ClientMessage[] {
    const { nick, user, realName, password } = this;
    if (nick === undefined || user === undefined || this.isNegotiating || this.#isAsked) return [];
    this.#isAsked = true;
    const who = { nick, user, realName, serverPassword: password };
    const presence = presenceOf(this.away);
    return [{ type: "hello", version: protocolVersion, ...who, rooms: [], session, ...presence }];
  }

  /** It was refused, and may be tried again under another nick. */
  retry(): void {
    this.nick = undefined;
    this.#isAsked = false;
  }
}

/** https://ircv3.net/specs/extensions/pre-away: of who comes by itself, as to look what it missed, no reason is told. */
function presenceOf(away: string | undefined): Pick<HelloMessage, "away" | "unattended"> {
  if (away === undefined) return {};
  if (away === "*") return { away: "", unattended: true };
  return { away: [...away].slice(0, limits.awayLength).join("") };
}
