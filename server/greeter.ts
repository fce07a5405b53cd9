import type { EnterRequest } from "../chat/request.ts";
import { type HelloMessage, protocolVersion } from "../protocol.ts";
import type { Participants } from "./participants.ts";
import type { Persons } from "./persons.ts";
import { refuse } from "./refuse.ts";
import type { Session } from "./sessions/session.ts";
import { type Bearer, newDevice, newIdentity, type Tokens } from "./tokens.ts";

export interface GreeterOptions {
  readonly tokens: Tokens;
  readonly persons: Persons;
  readonly participants: Participants;
}

/** Finds out who says hello, for the rules to let in. What is refused leaves the session open: its client may say hello again. */
export class Greeter {
  /** `enter` brings the request to the rules, and their answer to the session. */
  constructor(
    private readonly options: GreeterOptions,
    private readonly enter: (identity: string, asked: EnterRequest, session: Session) => void,
  ) {}

  greet(session: Session, hello: HelloMessage): void {
    if (hello.version !== protocolVersion) {
      const message = `Version ${hello.version} is not spoken here, only ${protocolVersion}`;
      return refuse(session, "version_unsupported", message);
    }
    const known = this.options.tokens.verify(hello.token);
    if (known !== undefined) return this.#letIn(session, hello, known, { isKnown: true });
    const bearer = { identity: newIdentity(), device: newDevice() };
    this.#letIn(session, { ...hello, resume: undefined }, bearer, { isKnown: false });
  }

  #letIn(
    session: Session,
    hello: HelloMessage,
    { identity, device }: Bearer,
    proof: Pick<EnterRequest, "isKnown" | "isNewDevice">,
  ): void {
    const { persons, participants } = this.options;
    const { nick, rooms, resume = new Map(), agent, unattended: isUnattended } = hello;
    const here = participants.get(identity);
    if (here?.floodGuard !== undefined && !session.continues(here.floodGuard)) return;
    session.device = device;
    session.id = hello.session ?? newIdentity();
    const others = { keepsOthers: hello.session !== undefined, isUnattended };
    const { peer: { address, isExempt }, keepsToken } = session;
    const about = { agent, address, isExempt, device: keepsToken ? device : undefined, ...proof };
    const person = persons.of(identity);
    const asked = { type: "enter", nick, person, rooms, resume, ...about, ...others } as const;
    this.enter(identity, asked, session);
  }
}
