import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { map, withDefault } from "@optique/core/modifiers";
import type { InferValue, Parser } from "@optique/core/parser";
import { command, flag } from "@optique/core/primitives";
import { defaultPasswordMin, defaultPort, limits, registrationModes } from "../protocol.ts";
import type { Env } from "../helpers/env.ts";
import type { ListenPlace } from "./address.ts";
import { examples, flagOption, listOption, valueOption } from "./option.ts";
import {
  host,
  hostName,
  listenPlaces,
  networks,
  oneLine,
  oneOf,
  pathOf,
  wholeNumber,
} from "./value_parsers.ts";
import { webOptions } from "./web_options.ts";

const anyHost = "::";

/** In code points. */
const serverNameLength = 64;

/** Whatever is undefined has no default: there is none, or the caller knows it. */
export type ServerCommandLine = InferValue<ReturnType<typeof settings>>;

/** `chatroom server`, with its help. */
export function serverOptions(env: Env): Parser<"sync", ServerCommandLine, unknown> {
  return command("server", settings(env), {
    brief: message`Hosts a chat for everybody who can reach this machine.`,
    description:
      message`The addresses that it prints end in the fingerprint of its key: whoever gives that to a client is sure to reach this server, and that nobody on the way reads along.`,
    usageLine: [{ type: "literal", value: "[OPTION...]" }],
    footer: examples(
      "chatroom server",
      `chatroom server --port 8000 --name "Game night"`,
      "chatroom server --qr",
      "chatroom server --show-address",
      "chatroom server --tls required --cert fullchain.pem --key privkey.pem",
      "chatroom server --data ./history --motd welcome.txt",
      "chatroom server --host 127.0.0.1 --log json",
    ),
  });
}

function settings(env: Env) {
  return object({
    ...listenOptions(env),
    ...webOptions(env),
    ...historyOptions(env),
    ...accountOptions(env),
    ...boundAndLogOptions(env),
  });
}

function listenOptions(env: Env) {
  return {
    host: valueOption(env, "--host", {
      value: host(),
      description:
        "Address to listen on: :: is all, IPv6 and IPv4, and 0.0.0.0 all of IPv4; with 127.0.0.1 only this machine can join.",
      fallback: undefined,
      shown: anyHost,
    }),
    port: valueOption(env, "--port", {
      value: wholeNumber("PORT", { min: 0, max: 65535 }),
      description: "TCP port to listen on; 0 lets the system pick one.",
      fallback: undefined,
      shown: String(defaultPort),
    }),
    listen: listOption(env, "--listen", {
      value: listenPlaces(),
      description:
        "Address and port to listen on, as often as is wanted; --host and --port, if one is given, are one more.",
      shown: "--host and --port",
    }),
    ...encryptionOptions(env),
    name: valueOption(env, "--name", {
      value: oneLine("NAME", serverNameLength),
      description: "What the server calls itself.",
      fallback: "chatroom",
    }),
    serverName: valueOption(env, "--server-name", {
      value: hostName(),
      description: "What the server is called on IRC, as a host name.",
      fallback: "chatroom.local",
    }),
    motd: valueOption(env, "--motd", {
      value: pathOf("file"),
      description: "File with the message of the day, shown to all who join at a terminal.",
      fallback: undefined,
    }),
  };
}

function encryptionOptions(env: Env) {
  return {
    tls: valueOption(env, "--tls", {
      value: oneOf("MODE", ["on", "required", "off"]),
      description:
        "on: clients may be encrypted. required: all must but those that come to 127.0.0.1 or ::1. off: none are.",
      fallback: "on",
    }),
    cert: valueOption(env, "--cert", {
      value: pathOf("file"),
      description:
        "Certificate of an authority, with those that lead there, beside the server's own; read anew when it changes.",
      fallback: undefined,
    }),
    key: valueOption(env, "--key", {
      value: pathOf("file"),
      description: "Private key of that certificate.",
      fallback: undefined,
    }),
  };
}

function historyOptions(env: Env) {
  return {
    data: valueOption(env, "--data", {
      value: pathOf("directory"),
      description:
        "Directory for the history, the server's key and where chatroom admin connects; made if it is not there.",
      fallback: undefined,
      shown: "your data directory",
    }),
    memory: flagOption(
      env,
      "--memory",
      "Keep the history in memory only, as long as the server runs.",
    ),
    sync: valueOption(env, "--sync", {
      value: oneOf("MODE", ["full", "normal"]),
      description:
        "full: nobody sees a message before it is on the disk. normal: faster, but a power failure may take the last seconds.",
      fallback: "full",
    }),
    keepDays: valueOption(env, "--keep-days", {
      value: wholeNumber("N", { min: 1, max: 36_500 }),
      description: "Forget messages that are older than so many days.",
      fallback: undefined,
      shown: "keep all",
    }),
    keepMessages: valueOption(env, "--keep-messages", {
      value: wholeNumber("N", { min: 1 }),
      description: "Forget all but the newest so many messages of each room.",
      fallback: undefined,
      shown: "keep all",
    }),
    ircHistory: valueOption(env, "--irc-history", {
      value: wholeNumber("N", { min: 0, max: limits.joinedPage }),
      description: "Lines of history that IRC clients get of a room unasked.",
      fallback: 20,
    }),
    reserveDays: valueOption(env, "--reserve-days", {
      value: wholeNumber("N", { min: 0, max: 36_500 }),
      description:
        "Keep a nick for whoever had it last and does not come, for so many days; 0: for none.",
      fallback: 30,
    }),
    owner: valueOption(env, "--owner", {
      value: oneLine("NICK", limits.nickLength),
      description: "Make the person for whom that nick is reserved the owner of the server.",
      fallback: undefined,
    }),
    passwordFile: valueOption(env, "--password-file", {
      value: pathOf("file"),
      description: "File with a password that everybody who comes is asked for, until /unlock.",
      fallback: undefined,
    }),
    readOnlyGuests: flagOption(
      env,
      "--read-only-guests",
      "Let those read only whose nick has no password; /password gives it one. Operators speak without.",
    ),
    acceptClock: flagOption(
      env,
      "--accept-clock",
      "The system's clock is right, however far it is from the newest message.",
    ),
  };
}

function accountOptions(env: Env) {
  return {
    register: valueOption(env, "--register", {
      value: oneOf("MODE", registrationModes),
      description:
        "Who may register an account. open: whoever is in. before-connect: also who is not yet. off: nobody.",
      fallback: "open",
    }),
    operatorFile: valueOption(env, "--operator-file", {
      value: pathOf("file"),
      description:
        "File with operators who need no account: a name and what --hash-password prints a line.",
      fallback: undefined,
    }),
    passwordMin: valueOption(env, "--password-min", {
      value: wholeNumber("N", { min: 1, max: 64 }),
      description: "Characters that a password of an account must have.",
      fallback: defaultPasswordMin,
    }),
  };
}

function boundAndLogOptions(env: Env) {
  return {
    maxClients: valueOption(env, "--max-clients", {
      value: wholeNumber("N", { min: 1 }),
      description: "Connections in all.",
      fallback: 10_000,
    }),
    maxPerIp: valueOption(env, "--max-per-ip", {
      value: wholeNumber("N", { min: 1 }),
      description: "Connections from one IP address; of IPv6, from one /64.",
      fallback: 256,
    }),
    rateLimit: map(
      flagOption(
        env,
        "--no-rate-limit",
        "Let clients connect, send and guess passwords as fast as they can.",
      ),
      (isOff) => !isOff,
    ),
    trustedProxies: listOption(env, "--trusted-proxy", {
      value: networks(),
      description:
        "Proxies whose PROXY protocol header is believed: addresses or networks, with commas between them.",
      shown: "none",
    }),
    metricsFrom: listOption(env, "--metrics-from", {
      value: networks(),
      description:
        "Who may read /metrics, beside programs on this machine: addresses or networks, with commas between them.",
      shown: "none",
    }),
    log: valueOption(env, "--log", {
      value: oneOf("FORMAT", ["text", "json"]),
      description: "Form of the log: text for people, json for programs.",
      fallback: "text",
    }),
    console: map(
      flagOption(
        env,
        "--no-console",
        "Leave the terminal's keyboard alone: for a server that runs in the background.",
      ),
      (isOff) => !isOff,
    ),
    showAddress: withDefault(
      flag("--show-address", {
        description:
          message`Shows what to type to join the server that runs on the directory, and exits; with 1 if none does.`,
      }),
      false,
    ),
    qr: flagOption(
      env,
      "--qr",
      "Show the first address for browsers as a QR code too, for phones; /qr at the console does later.",
    ),
    hashPassword: withDefault(
      flag("--hash-password", {
        description:
          message`Reads a password from the standard input, prints its hash for the operator file, and exits.`,
      }),
      false,
    ),
    quiet: flagOption(
      env,
      "--quiet",
      "Show no messages, joins and leaves: only how to join, warnings and errors.",
    ),
  };
}

/** All that the server is to listen on. */
export function placesToListenOn(
  { listen, host, port }: Pick<ServerCommandLine, "listen" | "host" | "port">,
): readonly [ListenPlace, ...ListenPlace[]] {
  const [first, ...others] = listen;
  if (first !== undefined && host === undefined && port === undefined) return [first, ...others];
  return [{ host: host ?? anyHost, port: port ?? defaultPort }, ...listen];
}
