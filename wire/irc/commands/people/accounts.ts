/** Logging in, and making accounts. */

import type {
  ErrorMessage,
  KnownErrorCode,
  LoginMessage,
  ServerMessage,
} from "../../../../protocol.ts";
import type { Asked, Expected, IrcClient } from "../../client/irc_client.ts";
import { nickOf } from "../../lines/names.ts";
import type { OutLine } from "../../out_line.ts";
import { pieceLength } from "../../client/sasl_pieces.ts";
import type { IrcCommand } from "../command.ts";

/** https://ircv3.net/specs/extensions/sasl-3.2 */
export const authenticate: IrcCommand = {
  leastParams: 1,
  isForNewcomers: true,
  run(client, { params: [data = ""] }): Asked | void {
    const { sasl } = client;
    if (data === "*") {
      if (!sasl.isBegun) return client.reply("ERR_SASLABORTED");
      sasl.end();
      return [{ type: "sasl", abort: true, id: client.expect(expectedOfSasl(client)) }];
    }
    if (!sasl.isBegun) {
      sasl.begin();
      return [{ type: "sasl", mechanism: data, id: client.expect(expectedOfSasl(client)) }];
    }
    const whole = data.length > pieceLength ? "too long" : sasl.add(data);
    if (whole === undefined) return [];
    if (whole === "too long") {
      sasl.end();
      client.reply("ERR_SASLTOOLONG");
      return [{
        type: "sasl",
        abort: true,
        id: client.expect({ command: "AUTHENTICATE", onError() {} }),
      }];
    }
    return [{ type: "sasl", data: whole, id: client.expect(expectedOfSasl(client)) }];
  },
};

function expectedOfSasl(client: IrcClient): Expected {
  return {
    command: "AUTHENTICATE",
    onError: (error) => {
      client.sasl.end();
      refuseSasl(client, error);
    },
    onAnswer: (message) => {
      if (message.type === "sasl") return stepLines(message.data);
      if (message.type !== "login") return [];
      client.sasl.end();
      return [...loggedInLines(client, message), saslSuccess(client)];
    },
  };
}

function refuseSasl(client: IrcClient, { code, message, retryAfterMs }: ErrorMessage): void {
  switch (code) {
    case "already_logged_in":
      return client.reply("ERR_SASLALREADY");
    case "login_aborted":
      return client.reply("ERR_SASLABORTED");
    case "mechanism_unknown":
      client.reply("RPL_SASLMECHS", client.directory.server.saslMechanisms.join());
      return client.reply("ERR_SASLFAIL");
    default:
      // It was not looked at: the numeric alone would say that it is wrong.
      if (retryAfterMs !== undefined) client.note(message);
      return client.reply("ERR_SASLFAIL");
  }
}

/** A step of the server. */
function stepLines(data: string): readonly OutLine[] {
  const pieces = data.match(/.{1,400}/g) ?? [];
  const all = data.length % pieceLength === 0 ? [...pieces, "+"] : pieces;
  return all.map((piece) => ({ command: "AUTHENTICATE", params: [piece] }));
}

/** 900: the client is the account from now on. */
export function loggedInLines(client: IrcClient, { account }: LoginMessage): readonly OutLine[] {
  const { self, nick, hostName: source } = client;
  const who = self === undefined ? `${nick}!*@*` : `${nick}!${self.user}@${self.host}`;
  const params = [nick, who, account, `You are now logged in as ${account}`];
  return [{ source, command: "900", params, trailing: true }];
}

function saslSuccess({ nick, hostName: source }: IrcClient): OutLine {
  const params = [nick, "SASL authentication successful"];
  return { source, command: "903", params, trailing: true };
}

const registerCodes: Partial<Record<KnownErrorCode, string>> = {
  account_exists: "ACCOUNT_EXISTS",
  account_not_nick: "ACCOUNT_NAME_MUST_BE_NICK",
  already_logged_in: "ALREADY_AUTHENTICATED",
  bad_field: "UNACCEPTABLE_PASSWORD",
  hello_required: "COMPLETE_CONNECTION_REQUIRED",
  nick_invalid: "BAD_ACCOUNT_NAME",
  nick_reserved: "ACCOUNT_EXISTS",
  nick_taken: "USERNAME_EXISTS",
  password_weak: "WEAK_PASSWORD",
};

/** https://ircv3.net/specs/extensions/account-registration; no address of mail is kept. */
export const register: IrcCommand = {
  leastParams: 3,
  isForNewcomers: true,
  run(client, { params: [name = "", , password = ""] }): Asked | void {
    const { registration, isRegistered } = client;
    const own = isRegistered ? "*" : registration.nick;
    if (own === undefined) {
      return client.fail("REGISTER", "NEED_NICK", [name], "Give yourself a nick first");
    }
    const account = name === "*" ? own : nickOf(name);
    const id = client.expect({
      command: "REGISTER",
      onError: ({ code, message }) => {
        const known = Object.hasOwn(registerCodes, code)
          ? registerCodes[code as KnownErrorCode]
          : undefined;
        client.fail("REGISTER", known ?? "TEMPORARILY_UNAVAILABLE", [name], message);
      },
      onAnswer: (message) => registeredLines(client, message),
    });
    return [{ type: "register", account, password, id }];
  },
};

function registeredLines(client: IrcClient, message: ServerMessage): readonly OutLine[] {
  if (message.type !== "login") return [];
  const params = ["SUCCESS", message.account, "The account is made"];
  const made = { source: client.hostName, command: "REGISTER", params, trailing: true };
  return [made, ...loggedInLines(client, message)];
}

/** Nothing is to be verified here. */
export const verify: IrcCommand = {
  leastParams: 2,
  isForNewcomers: true,
  run(client, { params: [name = ""] }) {
    client.fail("VERIFY", "INVALID_CODE", [name], "Accounts need no verification here");
  },
};
