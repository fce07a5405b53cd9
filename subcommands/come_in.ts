import type { Client } from "../client.ts";
import { ClientError } from "../client/client_error.ts";
import type { HelloAnswer } from "../client/connection/hello_builder.ts";
import { exposureAdvice } from "../ui/allow_exposure.ts";
import { type Ask, confirm } from "../ui/ask.ts";
import { revokedAdvice } from "../wording/describe.ts";
import type { HiddenPrompt } from "../ui/hidden_prompt.ts";
import { failedStatus, Failure, notLetInStatus } from "./failure.ts";

export interface ComeInOptions {
  /** As it was asked for. */
  readonly nick: string;
  /** The server's address, for a person to read. */
  readonly server: string;
  /** Made when something is to be asked for the first time, and closed; absent where nobody can be asked. */
  readonly openPrompt?: () => Promise<Prompt>;
  /** Told what is to be known of the server before it is given a secret. */
  readonly tell: (text: string) => void;
}

type Prompt = Pick<HiddenPrompt, "ask" | "tell" | "close">;

const maxTries = 3;
const beforeTyping =
  "The connection is not encrypted: whoever is on the way could read a password. You are asked before it is sent";

/** What to do where nobody can be asked, or was asked in vain; by the server's code. */
const advice: ReadonlyMap<string, string> = new Map([
  ["nick_taken", ": choose another with --nick"],
  ["nick_reserved", "; --nick-password-file gives it, --nick takes another nick"],
  ["password_required", "; --nick-password-file gives it, --nick takes another nick"],
  ["server_locked", "; --server-password-file gives it"],
  ["token_revoked", `. ${revokedAdvice}`],
  ["link_invalid", ": /link on a device where you are shows another code"],
  ["invite_invalid", ": ask for a link"],
]);

/** Who must prove something, and cannot. */
const notLetIn: ReadonlySet<string> = new Set(
  ["nick_reserved", "password_required", "password_wrong", "server_locked", "token_revoked"]
    .concat(["link_invalid", "invite_invalid", "banned"]),
);

/**
 * Connects, and asks for what the server wants to be given, as often as it is wrong up to `maxTries`, and before a
 * secret goes where others can read it. False if the person gave up. Throws `Failure` where the server refuses, and
 * `ClientError` where it cannot be reached.
 */
export async function comeIn(
  client: Pick<Client, "connect" | "exposesSecrets" | "allowExposure" | "takeNotes">,
  options: ComeInOptions,
): Promise<boolean> {
  let prompt: Prompt | undefined;
  let answer: HelloAnswer = {};
  try {
    for (let tries = 0;;) {
      const refusal = await refusalOf(client.connect(answer));
      if (refusal === undefined) return true;
      for (const note of client.takeNotes()) (prompt ?? options).tell(note);
      if (refusal.code === "not_encrypted") {
        prompt ??= await options.openPrompt?.();
        await askToExpose(refusal, options, prompt);
        client.allowExposure();
        // The client still has the secret.
        answer = {};
        continue;
      }
      const question = questionFor(refusal.serverCode, options);
      if (question === undefined || tries++ === maxTries) throw failureOf(refusal, options);
      if (prompt !== undefined) prompt.tell(refusal.message);
      else prompt = await options.openPrompt?.();
      if (prompt === undefined) throw failureOf(refusal, options);
      if (client.exposesSecrets) prompt.tell(beforeTyping);
      const given = await prompt.ask(question);
      if (given.type === "cancelled") return false;
      answer = answerTo(refusal, given.secret);
    }
  } finally {
    await prompt?.close();
  }
}

/** Undefined if it was not refused. */
async function refusalOf(connecting: Promise<void>): Promise<ClientError | undefined> {
  try {
    await connecting;
    return undefined;
  } catch (error) {
    const isExpected = error instanceof ClientError &&
      (error.code === "refused" || error.code === "not_encrypted");
    if (isExpected) return error;
    throw error;
  }
}

/** Throws `Failure` unless the person wants that a secret is sent. */
async function askToExpose(
  { message }: ClientError,
  { server }: ComeInOptions,
  prompt: Prompt | undefined,
): Promise<void> {
  if (prompt === undefined) {
    throw new Failure(notLetInStatus, `Not sent to ${server}: ${message}${exposureAdvice}`);
  }
  const ask: Ask = (question, options) => prompt.ask(question, options);
  if (await confirm(`${server}: ${message}. Send it? y/N: `, ask)) return;
  throw new Failure(notLetInStatus, `Not joined: no password or code was sent to ${server}`);
}

function answerTo({ serverCode }: ClientError, secret: string): HelloAnswer {
  if (serverCode === "server_locked") return { serverPassword: secret };
  return secret === "" ? { password: undefined, anotherNick: true } : { password: secret };
}

/** Undefined for what nobody can be asked for. */
function questionFor(
  code: string | undefined,
  { nick, server }: ComeInOptions,
): string | undefined {
  switch (code) {
    case "nick_reserved":
    case "password_required":
    case "password_wrong":
      return `Password of ${nick} (Enter alone: another nick): `;
    case "server_locked":
      return `Password of ${server}: `;
    default:
      return undefined;
  }
}

function failureOf({ serverCode = "", message }: ClientError, { server }: ComeInOptions): Failure {
  const status = notLetIn.has(serverCode) ? notLetInStatus : failedStatus;
  return new Failure(status, `${server} refused: ${message}${advice.get(serverCode) ?? ""}`);
}
