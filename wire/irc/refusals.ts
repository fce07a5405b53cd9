import type { ErrorMessage, KnownErrorCode } from "../../protocol.ts";
import { type Expected, type IrcClient } from "./client/irc_client.ts";
import type { NumericName, NumericParams } from "./lines/numerics.ts";
import type { OutLine } from "./out_line.ts";

/** What is told of a refusal: with the client's own words for what it was about. */
interface About {
  readonly channel: string;
  readonly target: string;
  readonly command: string;
  readonly text: string;
}

type Refusal = (about: About) => readonly [NumericName, ...readonly string[]];

/** The numeric of each code; of what is not in here words are told. */
const refusals: Partial<Record<KnownErrorCode, Refusal>> = {
  not_in_room: ({ channel }) => ["ERR_NOTONCHANNEL", channel],
  no_such_room: ({ channel }) => ["ERR_NOSUCHCHANNEL", channel],
  room_invalid: ({ channel }) => ["ERR_NOSUCHCHANNEL", channel],
  room_taken: ({ channel }) => ["ERR_NOSUCHCHANNEL", channel],
  room_locked: ({ channel }) => ["ERR_INVITEONLYCHAN", channel],
  room_password: ({ channel }) => ["ERR_BADCHANNELKEY", channel],
  room_full: ({ channel }) => ["ERR_CHANNELISFULL", channel],
  too_many_rooms: ({ channel }) => ["ERR_TOOMANYCHANNELS", channel],
  banned: ({ channel }) => ["ERR_BANNEDFROMCHAN", channel],
  muted: ({ channel, text }) => ["ERR_CANNOTSENDTOCHAN", channel, text],
  not_allowed: ({ channel, text }) =>
    channel === "*" ? ["ERR_NOPRIVILEGES"] : ["ERR_CHANOPRIVSNEEDED", channel, text],
  nick_taken: ({ target, text }) => ["ERR_NICKNAMEINUSE", target, text],
  nick_reserved: ({ target, text }) => ["ERR_NICKNAMEINUSE", target, text],
  nick_invalid: ({ command, target, text }) =>
    command === "NICK" ? ["ERR_ERRONEUSNICKNAME", target, text] : ["ERR_NOSUCHNICK", target],
  no_such_nick: ({ target }) => ["ERR_NOSUCHNICK", target],
  text_empty: () => ["ERR_NOTEXTTOSEND"],
};

/** Of what was not looked at, since there were too many tries, they do not tell that it is wrong. */
const ofPasswords: ReadonlySet<string> = new Set<KnownErrorCode>([
  "password_wrong",
  "room_password",
]);

/** Before there is a name for what was asked. */
export function refuse(
  client: IrcClient,
  { code: told, message: text, retryAfterMs }: ErrorMessage,
  { command = "*", target = "*", channel = "*" }: Partial<Expected> = {},
): readonly OutLine[] {
  const code = retryAfterMs !== undefined && ofPasswords.has(told) ? "rate_limited" : told;
  const about = { command, target, channel, text };
  const refusal = Object.hasOwn(refusals, code) ? refusals[code as KnownErrorCode] : undefined;
  if (refusal !== undefined) {
    const [name, ...params] = refusal(about);
    return [client.numeric(name, ...params as NumericParams<typeof name>)];
  }
  return [
    {
      ...{ source: client.hostName, command: "FAIL", trailing: true, needs: "standard-replies" },
      params: [command, code.toUpperCase(), text],
    },
    {
      ...{ source: client.hostName, command: "NOTICE", trailing: true, unless: "standard-replies" },
      params: [client.nick, text],
    },
  ];
}
