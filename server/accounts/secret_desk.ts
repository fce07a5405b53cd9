import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { ChatError } from "../../chat/chat_error.ts";
import type { CommandRequest, Proof, RequestBody } from "../../chat/request.ts";
import type { InvitationOutcome, PasswordPart, PasswordUse } from "../../commands/command.ts";
import { commands } from "../../commands/mod.ts";
import { findCommand } from "../../helpers/commands.ts";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { limits } from "../../protocol.ts";
import type { AccountDesk } from "./account_desk.ts";
import type { ChatState } from "../chat_state.ts";
import { bareCode, newCode } from "./codes.ts";
import type { JoinAddresses } from "../join_addresses.ts";
import type { ParticipantSession } from "../participants.ts";
import { normalizePassword, passwordForm } from "./passwords.ts";
import { refuse } from "../refuse.ts";

export interface SecretDeskOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  /** Brings a request to the rules; resolves when the session has their answer, undefined if it has it already. */
  readonly ask: (
    by: string,
    what: RequestBody,
    asker: ParticipantSession,
  ) => Promise<unknown> | undefined;
  readonly addresses: JoinAddresses;
  readonly clock: () => number;
}

/** Looks at passwords in commands, and makes and reads invitations, so that the rules never see a secret. */
export class SecretDesk {
  constructor(private readonly options: SecretDeskOptions) {}

  /**
   * Looks at a password that stands in a command, and asks the rest with what was found. Undefined for all that has none;
   * never rejects.
   */
  take(by: string, asked: RequestBody, asker: ParticipantSession): Promise<void> | undefined {
    // What is too long is for the rules to refuse.
    if (asked.type !== "command" || utf8Bytes(asked.args) > limits.argsBytes) return undefined;
    const part = findCommand(commands, asked.name)?.password;
    const [args, password] = part?.split(asked.args) ?? [];
    if (part === undefined || args === undefined || !password) return undefined;
    return this.#open(by, { ...asked, args }, { part, password }, asker);
  }

  async #open(
    by: string,
    rest: CommandRequest,
    { part, password }: { readonly part: PasswordPart; readonly password: string },
    asker: ParticipantSession,
  ): Promise<void> {
    const { chat, clock, ask } = this.options;
    const { room, id } = rest;
    const member = chat.members.get(by);
    if (member === undefined) return;
    try {
      const use = part.use({ chat, member, room, nowMs: clock() }, rest.args);
      const proof = await this.#prove(by, use, password, { asker, id });
      if (proof !== undefined) await ask(by, { ...rest, proof }, asker);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      asker.recipient.send(error.toMessage({ room, id }));
    }
  }

  /** Undefined after a refusal. */
  async #prove(
    by: string,
    use: PasswordUse,
    password: string,
    { asker, id }: Asking,
  ): Promise<Proof | undefined> {
    const { accountDesk } = this.options;
    switch (use.type) {
      case "needless":
        return use;
      case "compare": {
        const message = "The password of the room is wrong";
        const refusal = { code: "room_password", message, id } as const;
        const { what, kept } = use;
        const isRight = await accountDesk.checkPassword(asker, what, password, kept, refusal);
        return isRight === true ? { type: "rightPassword", salt: kept.salt } : undefined;
      }
      case "set": {
        const normal = normalizePassword(password);
        if (normal === undefined) {
          refuse(asker, "bad_usage", `${passwordForm}: choose another`, { id });
          return undefined;
        }
        // Hashing costs as much as a guess, and counts as one.
        if (!accountDesk.mayGuess(`lock ${by}`, asker, "rate_limited", id)) return undefined;
        const hashed = () => accountDesk.passwords.hash(normal, asker.guessNetwork);
        const hash = await accountDesk.withPasswords(asker, id, hashed);
        return hash && { type: "newPassword", hash };
      }
      default:
        return use satisfies never;
    }
  }

  /** Makes an invitation to the server, and tells its links once it is kept, which resolves then. */
  invite(
    { identity, room, forMs, uses, id }: InvitationOutcome,
    asker: ParticipantSession,
  ): Promise<unknown> | undefined {
    const { ask, addresses, clock } = this.options;
    const code = newCode(inviteLetters);
    const untilTs = forMs === undefined ? undefined : clock() + forMs;
    const told = { code, ...addresses.invitation(code, room) };
    return ask(
      identity,
      { type: "invite", codeHash: hashCode(code), untilTs, uses, told, id },
      asker,
    );
  }

  /** What the rules know an invitation by; undefined after telling that it is not looked at yet. */
  inviteHash(code: string, asker: ParticipantSession): string | undefined {
    const { accountDesk } = this.options;
    if (!accountDesk.mayGuess("invite", asker, "invite_invalid")) return undefined;
    const hash = hashCode(code);
    const { invitations } = this.options.chat.server;
    if (invitations.some(({ codeHash }) => codeHash === hash)) {
      accountDesk.wasRight("invite", asker);
    }
    return hash;
  }

  /** Whether the password is the server's. Never rejects. */
  async isServerPassword(password: string, asker: ParticipantSession): Promise<boolean> {
    const { accountDesk, chat } = this.options;
    const refusal = {
      code: "server_locked",
      message: "The password of the server is wrong",
    } as const;
    const kept = chat.server.password;
    return await accountDesk.checkPassword(asker, "server", password, kept, refusal) === true;
  }
}

/** 16 letters of 19: some 68 bits. */
const inviteLetters = 16;

/** What an invitation is kept as. */
function hashCode(code: string): string {
  const digest = createHash("sha256").update(bareCode(code)).digest();
  return Buffer.from(digest).toString("base64url");
}

/** Who asked, and the `id` of that. */
interface Asking {
  readonly asker: ParticipantSession;
  readonly id?: string;
}
