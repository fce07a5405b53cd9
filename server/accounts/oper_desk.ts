import type { RequestBody } from "../../chat/request.ts";
import type { OperRequest } from "../../protocol.ts";
import type { PasswordHash } from "../../records.ts";
import type { ChatState } from "../chat_state.ts";
import { refuse } from "../refuse.ts";
import type { Session } from "../sessions/session.ts";
import type { AccountDesk } from "./account_desk.ts";

/** An operator who needs no account. */
export interface OperatorEntry {
  readonly name: string;
  readonly password: PasswordHash;
}

export interface OperDeskOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  readonly operators?: readonly OperatorEntry[];
  /** Brings a request to the rules; resolves when the session has their answer, undefined if it has it already. */
  readonly ask: (
    by: string,
    what: RequestBody,
    asker: Session,
  ) => Promise<unknown> | undefined;
}

const notOne = { code: "password_wrong", message: "The name or the password is wrong" } as const;

/** Makes sessions operators' by a password: of an account with a role, or of one of the operators who have none. */
export class OperDesk {
  /** Who have no account. */
  operators: readonly OperatorEntry[];

  constructor(private readonly options: OperDeskOptions) {
    this.operators = options.operators ?? [];
  }

  /** Resolves when it is answered. Never rejects. */
  async take(session: Session, { name, password, id }: OperRequest): Promise<void> {
    const { chat: { accounts }, accountDesk, ask } = this.options;
    const entry = this.operators.find((each) => each.name === name);
    const account = accounts.lookUp(name);
    const kept = entry?.password ?? (account?.role === undefined ? undefined : account.password);
    const refusal = { ...notOne, id };
    const isRight = await accountDesk.checkPassword(
      session,
      `oper ${name}`,
      password,
      kept,
      refusal,
    );
    if (isRight !== true || session.participant === undefined) return;
    // Meanwhile it may have been taken off.
    const role = entry === undefined ? account && accounts.get(account.identity)?.role : "operator";
    if (role === undefined) return refuse(session, notOne.code, notOne.message, { id });
    await ask(session.participant.identity, { type: "grantRole", role, name, id }, session);
  }
}
