import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { Chat } from "../../chat/chat.ts";
import { ChatError } from "../../chat/chat_error.ts";
import type { CommandRequest, RequestBody } from "../../chat/request.ts";
import { quote } from "../../chat/text.ts";
import type { InvitationOutcome } from "../../commands/command.ts";
import type { PasswordHash } from "../../records.ts";
import type { AccountDesk } from "./account_desk.ts";
import type { ChatState } from "../chat_state.ts";
import { bareCode, newCode } from "./codes.ts";
import type { ParticipantSession } from "../participants.ts";
import { normalizePassword } from "./passwords.ts";
import { refuse } from "../refuse.ts";

/** A password in a command, to be looked at before the rules see the rest of it. */
export type Secret =
  /** One that is to be set. */
  | { readonly type: "new"; readonly password: string; readonly rest: CommandRequest }
  /** One that is to be compared with that of a room. */
  | {
    readonly type: "room";
    readonly room: string;
    readonly password: string;
    readonly kept: PasswordHash;
    readonly rest: CommandRequest;
  };

/** Undefined for all but commands with one. */
export function secretIn(chat: Pick<Chat, "rooms">, asked: RequestBody): Secret | undefined {
  if (asked.type !== "command" || asked.proof !== undefined) return undefined;
  const { name, args } = asked;
  if (name === "lock") {
    // Where it holds stands before it, as for other commands that keep order.
    const [, where = "", password = ""] = /^\s*((?:in:\S+|server)(?:\s+|$))?(.*)$/is.exec(args) ??
      [];
    if (password.trim() === "") return undefined;
    return { type: "new", password: password.trim(), rest: { ...asked, args: where.trim() } };
  }
  if (name !== "join" && name !== "j") return undefined;
  const [, room = "", password = ""] = /^\s*(\S+)\s+(.*\S)\s*$/s.exec(args) ?? [];
  const kept = passwordOf(chat, room);
  if (kept === undefined) return undefined;
  return { type: "room", room, password, kept, rest: { ...asked, args: room } };
}

/** Undefined where there is no such room, or none is asked for. */
function passwordOf({ rooms }: Pick<Chat, "rooms">, rawName: string): PasswordHash | undefined {
  try {
    const { locked, password } = rooms.find(rawName).record.settings;
    return locked ? password : undefined;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}

export interface SecretDeskOptions {
  readonly chat: ChatState;
  readonly accountDesk: AccountDesk;
  /** Brings a request to the rules, and their answer to the session. */
  readonly ask: (by: string, what: RequestBody, asker: ParticipantSession) => void;
  /** Where people join, for links: `192.0.2.1:5000`. */
  readonly address: () => string;
  readonly clock: () => number;
}

/** Looks at passwords in commands, and makes and reads invitations, so that the rules never see a secret. */
export class SecretDesk {
  constructor(private readonly options: SecretDeskOptions) {}

  /** Asks the rest of the command, with what was found of the secret. Never rejects. */
  async open(by: string, secret: Secret, asker: ParticipantSession): Promise<void> {
    const { accountDesk, ask } = this.options;
    const { password, rest } = secret;
    const { id } = rest;
    if (secret.type === "room") {
      const refusal = { code: "room_locked", message: wrongOfRoom(secret.room), id } as const;
      const what = `room ${secret.room.toLowerCase()}`;
      const isRight = await accountDesk.checkPassword(asker, what, password, secret.kept, refusal);
      if (isRight === true) ask(by, { ...rest, proof: { isRoomPassword: true } }, asker);
      return;
    }
    const normal = normalizePassword(password);
    if (normal === undefined) {
      const message = "A password has no characters of control: choose another";
      return refuse(asker, "bad_usage", message, { id });
    }
    // Hashing costs as much as a guess, and counts as one.
    if (!accountDesk.mayGuess(`lock ${by}`, asker, "rate_limited", id)) return;
    const newPassword = await accountDesk.withPasswords(
      asker,
      id,
      () => accountDesk.passwords.hash(normal),
    );
    accountDesk.wasRight(`lock ${by}`, asker);
    if (newPassword !== undefined) ask(by, { ...rest, proof: { newPassword } }, asker);
  }

  /** Makes an invitation to the server, and tells its link once it is kept. */
  invite(
    { identity, forMs, uses, id }: InvitationOutcome,
    asker: ParticipantSession,
  ): void {
    const { ask, address, clock } = this.options;
    const code = newCode(inviteLetters);
    const untilTs = forMs === undefined ? undefined : clock() + forMs;
    const link = `chatroom://${address()}/?invite=${code}`;
    ask(
      identity,
      { type: "invite", codeHash: hashCode(code), untilTs, uses, link, id },
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

function wrongOfRoom(room: string): string {
  return `The password of ${quote(room)} is wrong`;
}

/** What an invitation is kept as. */
function hashCode(code: string): string {
  const digest = createHash("sha256").update(bareCode(code)).digest();
  return Buffer.from(digest).toString("base64url");
}
