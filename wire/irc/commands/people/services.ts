/** What people ask of NickServ and ChanServ by habit. They are nobody here: what they are asked is done by the server. */

import type { ErrorMessage, LoginMessage, NoticeMessage } from "../../../../protocol.ts";
import type { Asked, Expected, IrcClient } from "../../client/irc_client.ts";
import { sameName, upperCase } from "../../lines/casemapping.ts";
import type { IrcMessage } from "../../lines/message.ts";
import { channelSign, nickOf } from "../../lines/names.ts";
import type { OutLine } from "../../out_line.ts";
import { loggedInLines } from "./accounts.ts";
import { channelMode } from "../channels/channel_mode.ts";
import type { IrcCommand } from "../command.ts";

interface Request {
  readonly usage: string;
  readonly summary: string;
  /** Undefined where the words are not as in `usage`. */
  run(client: IrcClient, words: readonly string[]): Asked | undefined;
}

interface Service {
  readonly name: string;
  readonly requests: ReadonlyMap<string, Request>;
  /** What is asked in vain of others of that name, in words. */
  readonly note: string;
}

const identify: Request = {
  usage: "IDENTIFY [account] password",
  summary: "Logs in to the account; without one, to that of your nick. Your nick stays.",
  run(client, words) {
    const [account, password] = words.length === 1 ? [client.nick, words[0]] : words;
    if (account === undefined || password === undefined || words.length > 2) return undefined;
    return logIn(client, account, password);
  },
};

const register: Request = {
  usage: "REGISTER password [email]",
  summary: "Makes an account of your nick. No address of mail is kept.",
  run(client, [password, email = "*", ...more]) {
    // What is no address belongs to a password with blanks, which would be cut off here.
    const isAddress = email === "*" || email.includes("@");
    if (password === undefined || !isAddress || more.length > 0) return undefined;
    const made = ({ account }: LoginMessage) => `You have made the account ${account}.`;
    const id = client.expect(expectedOf(client, made));
    return [{ type: "register", account: nickOf(client.nick), password, id }];
  },
};

const ghost: Request = {
  usage: "GHOST nick [password]",
  summary: "Gives you the nick of your account, also where you are here under it already.",
  run(client, [nick, password, ...more]) {
    if (nick === undefined || more.length > 0) return undefined;
    let isRefused = false;
    const rename = client.command("nick", nickOf(nick), "lobby", {
      command: "NICK",
      target: nick,
      onError: ({ message }) => {
        if (!isRefused) tell(client, nickServ, message);
      },
    });
    if (password === undefined) return [rename];
    const login = logIn(client, nick, password, ({ code, message }) => {
      if (code === "already_logged_in") return;
      isRefused = true;
      tell(client, nickServ, message);
    });
    return [...login, rename];
  },
};

const set: Request = {
  usage: "SET PASSWORD current new",
  summary: "Changes the password of your account.",
  run(client, [what = "", current, password, ...more]) {
    if (upperCase(what) !== "PASSWORD" || password === undefined || more.length > 0) {
      return undefined;
    }
    const onNotice = ({ text }: NoticeMessage) => tell(client, nickServ, text);
    const onError = ({ message }: ErrorMessage) => tell(client, nickServ, message);
    const id = client.expect({ command: "NICKSERV", onNotice, onError });
    return [{ type: "password", password, current, id }];
  },
};

const nickServ: Service = {
  name: "NickServ",
  requests: new Map([
    ["IDENTIFY", identify],
    ["REGISTER", register],
    ["GHOST", ghost],
    ["RECOVER", ghost],
    ["REGAIN", ghost],
    ["SET", set],
  ]),
  note: "Clients that know SASL log in without me.",
};

const chanServ: Service = {
  name: "ChanServ",
  requests: new Map([
    ["OP", memberMode("OP", "+o", "Makes somebody an operator of the channel.")],
    ["DEOP", memberMode("DEOP", "-o", "Makes somebody an operator no more.")],
    ["VOICE", memberMode("VOICE", "+v", "Lets somebody speak in a moderated channel.")],
    ["DEVOICE", memberMode("DEVOICE", "-v", "Takes that back.")],
  ]),
  note: "A channel belongs to the account that began it: there is nothing to register.",
};

/** The same as `MODE`, which tells what comes of it; without a nick, of who asks. */
function memberMode(name: string, change: string, summary: string): Request {
  return {
    usage: `${name} #channel [nick]`,
    summary,
    run(client, [channel, nick = client.nick]) {
      if (channel?.startsWith(channelSign) !== true) return undefined;
      return channelMode(client, channel, change, [nick]) ?? [];
    },
  };
}

const services: readonly Service[] = [nickServ, chanServ];

/** Undefined for what is to nobody of these. */
export function serviceOf({ params: [target = ""] }: IrcMessage): Service | undefined {
  return services.find(({ name }) => sameName(name, target));
}

/** `PRIVMSG NickServ :IDENTIFY password`. */
export function askService(client: IrcClient, service: Service, text: string): Asked {
  if (client.has("echo-message")) {
    const params = [service.name, text];
    client.respond({ ...client.source, command: "PRIVMSG", params, trailing: true });
  }
  return run(client, service, text.split(" "));
}

/** `NICKSERV IDENTIFY password`, as clients send it for `/nickserv` and `/ns`. */
export const nickservCommand: IrcCommand = {
  run: (client, { params }) => run(client, nickServ, params.flatMap((each) => each.split(" "))),
};
export const chanservCommand: IrcCommand = {
  run: (client, { params }) => run(client, chanServ, params.flatMap((each) => each.split(" "))),
};

function run(client: IrcClient, service: Service, typed: readonly string[]): Asked {
  const [name = "", ...words] = typed.filter((word) => word !== "");
  const request = service.requests.get(upperCase(name));
  if (request !== undefined) {
    const asked = request.run(client, words);
    if (asked === undefined) tell(client, service, `Write: ${request.usage}`);
    return asked ?? [];
  }
  const known = [...new Set(service.requests.values())];
  const help = [...known.map(({ usage, summary }) => `${usage} - ${summary}`), service.note];
  if (name !== "" && upperCase(name) !== "HELP") {
    help.unshift(`${service.name} does not know ${name}. It knows:`);
  }
  tell(client, service, ...help);
  return [];
}

function logIn(
  client: IrcClient,
  account: string,
  password: string,
  onError?: Expected["onError"],
): Asked {
  const words = ({ account }: LoginMessage) => `You are logged in to ${account}.`;
  const id = client.expect(expectedOf(client, words, onError));
  return [{ type: "login", account: nickOf(account), password, id }];
}

/** The answer to what was asked of NickServ. */
function expectedOf(
  client: IrcClient,
  words: (login: LoginMessage) => string,
  onError: Expected["onError"] = ({ message }) => tell(client, nickServ, message),
): Expected {
  return {
    command: "NICKSERV",
    onError,
    onAnswer: (message) =>
      message.type !== "login"
        ? []
        : [...loggedInLines(client, message), noticeOf(client, nickServ, words(message))],
  };
}

function tell(client: IrcClient, service: Service, ...texts: readonly string[]): void {
  client.respond(...texts.map((text) => noticeOf(client, service, text)));
}

function noticeOf({ nick, hostName }: IrcClient, { name }: Service, text: string): OutLine {
  const source = `${name}!services@${hostName}`;
  return { source, command: "NOTICE", params: [nick, text], trailing: true };
}
