import assert from "node:assert/strict";
import { placesToListenOn, type ServerCommandLine } from "../../cli/server_options.ts";
import { parseNetwork } from "../../helpers/network/networks.ts";
import { errorOf, runParse } from "./run_parse.ts";

type Variables = Readonly<Record<string, string>>;

function optionsOf(args: readonly string[], env?: Variables): ServerCommandLine {
  const { parsed, out, error } = runParse(["server", ...args], { env });
  assert.equal(parsed.command, "server", error);
  assert.equal(out + error, "");
  return parsed.options;
}

const proxies = ["10.0.0.7", "2001:db8::/32"];
const trustedProxies = proxies.flatMap((text) => parseNetwork(text) ?? []);

const defaults: ServerCommandLine = {
  host: undefined,
  port: undefined,
  listen: [],
  tls: "on",
  cert: undefined,
  key: undefined,
  allowHost: [],
  allowOrigin: [],
  hsts: false,
  name: "chatroom",
  serverName: "chatroom.local",
  motd: undefined,
  data: undefined,
  memory: false,
  sync: "full",
  keepDays: undefined,
  keepMessages: undefined,
  acceptClock: false,
  passwordFile: undefined,
  readOnlyGuests: false,
  reserveDays: 30,
  owner: undefined,
  ircHistory: 20,
  register: "open",
  passwordMin: 8,
  operatorFile: undefined,
  hashPassword: false,
  maxClients: 10_000,
  maxPerIp: 256,
  rateLimit: true,
  trustedProxies: [],
  metricsFrom: [],
  console: true,
  log: "text",
  quiet: false,
  showAddress: false,
  qr: false,
};

Deno.test("serverOptions() has a default for everything", () => {
  assert.deepEqual(optionsOf([]), defaults);
});

const given: readonly [args: string[], env: Variables, options: Partial<ServerCommandLine>][] = [
  [["--host", "::1"], { CHATROOM_HOST: "::1" }, { host: "::1" }],
  [["--host", "[::1]"], { CHATROOM_HOST: "[::1]" }, { host: "::1" }],
  [["--host=chat.lan"], { CHATROOM_HOST: "chat.lan" }, { host: "chat.lan" }],
  [
    ["--listen", "192.0.2.1:6697", "--listen=[::1]:0"],
    { CHATROOM_LISTEN: "192.0.2.1:6697, [::1]:0" },
    { listen: [{ host: "192.0.2.1", port: 6697 }, { host: "::1", port: 0 }] },
  ],
  [["--port", "0"], { CHATROOM_PORT: "0" }, { port: 0 }],
  [["--port=65535"], { CHATROOM_PORT: "65535" }, { port: 65535 }],
  [["--tls", "required"], { CHATROOM_TLS: "required" }, { tls: "required" }],
  [["--tls=off"], { CHATROOM_TLS: "off" }, { tls: "off" }],
  [
    ["--allow-host", "Chat.Example.", "--allow-host=www.example"],
    { CHATROOM_ALLOW_HOST: "Chat.Example., www.example" },
    { allowHost: ["chat.example", "www.example"] },
  ],
  [
    ["--allow-origin", "https://Chat.Example:443/", "--allow-origin=http://[::1]:8080"],
    { CHATROOM_ALLOW_ORIGIN: "https://chat.example,http://[::1]:8080" },
    { allowOrigin: ["https://chat.example", "http://[::1]:8080"] },
  ],
  [["--hsts"], { CHATROOM_HSTS: "yes" }, { hsts: true }],
  [["--cert", "chain.pem"], { CHATROOM_CERT: "chain.pem" }, { cert: "chain.pem" }],
  [["--key", "key.pem"], { CHATROOM_KEY: "key.pem" }, { key: "key.pem" }],
  [["--data", "./history"], { CHATROOM_DATA: "./history" }, { data: "./history" }],
  [["--memory"], { CHATROOM_MEMORY: "1" }, { memory: true }],
  [["--name", "Game night"], { CHATROOM_NAME: "Game night" }, { name: "Game night" }],
  [["--name", "😀".repeat(64)], { CHATROOM_NAME: "😀".repeat(64) }, { name: "😀".repeat(64) }],
  [
    ["--server-name", "irc.example.org"],
    { CHATROOM_SERVER_NAME: "irc.example.org" },
    { serverName: "irc.example.org" },
  ],
  [["--irc-history", "0"], { CHATROOM_IRC_HISTORY: "0" }, { ircHistory: 0 }],
  [["--register", "before-connect"], { CHATROOM_REGISTER: "before-connect" }, {
    register: "before-connect",
  }],
  [["--operator-file", "ops.txt"], { CHATROOM_OPERATOR_FILE: "ops.txt" }, {
    operatorFile: "ops.txt",
  }],
  [["--password-min", "4"], { CHATROOM_PASSWORD_MIN: "4" }, { passwordMin: 4 }],
  [["--motd", "motd.txt"], { CHATROOM_MOTD: "motd.txt" }, { motd: "motd.txt" }],
  [["--sync", "normal"], { CHATROOM_SYNC: "normal" }, { sync: "normal" }],
  [["--keep-days", "30"], { CHATROOM_KEEP_DAYS: "30" }, { keepDays: 30 }],
  [["--keep-messages", "1"], { CHATROOM_KEEP_MESSAGES: "1" }, { keepMessages: 1 }],
  [["--max-clients", "1"], { CHATROOM_MAX_CLIENTS: "1" }, { maxClients: 1 }],
  [["--max-per-ip", "20000"], { CHATROOM_MAX_PER_IP: "20000" }, { maxPerIp: 20_000 }],
  [["--no-rate-limit"], { CHATROOM_NO_RATE_LIMIT: "yes" }, { rateLimit: false }],
  [
    ["--trusted-proxy", "10.0.0.7", "--trusted-proxy=2001:DB8::1/32"],
    { CHATROOM_TRUSTED_PROXY: "10.0.0.7, 2001:db8::/32" },
    { trustedProxies },
  ],
  [
    ["--metrics-from", "10.0.0.7,2001:db8::/32"],
    { CHATROOM_METRICS_FROM: "10.0.0.7, 2001:db8::/32" },
    { metricsFrom: trustedProxies },
  ],
  [
    ["--trusted-proxy", "::ffff:10.0.0.7,2001:db8::/32"],
    { CHATROOM_TRUSTED_PROXY: "10.0.0.7/32,2001:db8::/32" },
    { trustedProxies },
  ],
  [["--no-console"], { CHATROOM_NO_CONSOLE: "1" }, { console: false }],
  [["--log", "json"], { CHATROOM_LOG: "json" }, { log: "json" }],
  [["--quiet"], { CHATROOM_QUIET: "true" }, { quiet: true }],
];

Deno.test("serverOptions() takes each option from the command line or from its variable", () => {
  for (const [args, env, options] of given) {
    assert.deepEqual(optionsOf(args), { ...defaults, ...options }, args.join(" "));
    assert.deepEqual(optionsOf([], env), { ...defaults, ...options }, JSON.stringify(env));
  }
});

Deno.test("serverOptions() reads a flag's variable as yes or no", () => {
  const yes = ["1", "true", "yes", "on", "ON", "True"];
  const no = ["", "0", "false", "no", "off", "Off"];
  for (const word of [...yes, ...no]) {
    const isYes = yes.includes(word);
    assert.equal(optionsOf([], { CHATROOM_QUIET: word }).quiet, isYes, word);
    assert.equal(optionsOf([], { CHATROOM_NO_RATE_LIMIT: word }).rateLimit, !isYes, word);
  }
});

Deno.test("serverOptions() counts an empty variable as not set", () => {
  const names = ["HOST", "PORT", "DATA", "MEMORY", "NAME", "MOTD", "MAX_CLIENTS", "LOG"];
  const env = Object.fromEntries(names.map((name) => [`CHATROOM_${name}`, ""]));
  assert.deepEqual(optionsOf([], env), defaults);
});

const precedence: readonly [args: string[], env: Variables, options: Partial<ServerCommandLine>][] =
  [
    [["--port", "6000"], { CHATROOM_PORT: "7000" }, { port: 6000 }],
    [["--port", "6000"], { CHATROOM_PORT: "bad" }, { port: 6000 }],
    [["--quiet"], { CHATROOM_QUIET: "no" }, { quiet: true }],
    [["--quiet"], { CHATROOM_QUIET: "maybe" }, { quiet: true }],
    [["--data", "a"], { CHATROOM_DATA: "b" }, { data: "a" }],
    [["--memory"], { CHATROOM_DATA: "b", CHATROOM_MEMORY: "maybe" }, { data: "b", memory: true }],
    [[], { CHATROOM_DATA: "b", CHATROOM_MEMORY: "0" }, { data: "b" }],
  ];

Deno.test("serverOptions() lets the command line win over the environment", () => {
  for (const [args, env, options] of precedence) {
    assert.deepEqual(optionsOf(args, env), { ...defaults, ...options }, args.join(" "));
  }
});

const wholePort = "must be a whole number from 0 to 65535";
const count = "must be a whole number of at least 1";
const place =
  "must be HOST:PORT or [IPV6]:PORT, with a PORT from 0 to 65535, as in 192.0.2.1:6697 or [::]:5000";
const host = "must be a host name or an IP address";
const name = "must be 1 to 64 characters with no control characters";
const hostName =
  "must be a host name with a dot in it, as in irc.example.org, of at most 63 letters, digits, hyphens and dots";
const webHosts =
  "must be host names, as in chat.example.org,www.example.org, without http:// and without a port";
const origins =
  "must be origins, as in https://chat.example.org,http://192.0.2.1:8080, with nothing behind the port";
const networks =
  "must be IP addresses or networks, as in 10.0.0.7,2001:db8::/32, and not all addresses";
const bad: readonly (readonly [option: string, value: string, allowed: string])[] = [
  ["--port", "abc", wholePort],
  ["--port", "65536", wholePort],
  ["--port", "-1", wholePort],
  ["--port", "5000.5", wholePort],
  ["--port", "0x10", wholePort],
  ["--port", " 5", wholePort],
  ["--port", "9".repeat(30), wholePort],
  ["--max-clients", "0", count],
  ["--max-clients", "many", count],
  ["--max-per-ip", "0", count],
  ["--irc-history", "51", "must be a whole number from 0 to 50"],
  ["--register", "yes", "must be open or before-connect or off"],
  ["--password-min", "0", "must be a whole number from 1 to 64"],
  ["--host", "a b", host],
  ["--host", "localhost:5000", host],
  ...[
    "5000",
    "localhost",
    "::1:5000",
    "[::1]",
    "a b:1",
    "a:65536",
    "a:-1",
    ":5000",
    "a:1,",
    "a:1 b:2",
  ]
    .map((value) => ["--listen", value, place] as const),
  ["--name", "n".repeat(65), name],
  ["--name", "a\x1b[2Jb", name],
  ["--name", "two\nlines", name],
  ...["irc", "-a.example", "a b.example", `${"a".repeat(62)}.b`]
    .map((value) => ["--server-name", value, hostName] as const),
  ...["0.0.0.0/0", "::/0", "10.0.0.7/33", "1.2.3", "*", "proxy.lan", ",", "10.0.0.7 10.0.0.8", " "]
    .map((value) => ["--trusted-proxy", value, networks] as const),
  ...["http://chat.example", "chat.example:5000", "a b", "a..b", "*", "[::1]", ","]
    .map((value) => ["--allow-host", value, webHosts] as const),
  ...[
    "chat.example",
    "https://chat.example/chat",
    "ws://chat.example",
    "https://u@chat.example",
    "null",
    "*",
  ]
    .map((value) => ["--allow-origin", value, origins] as const),
  ["--data", " ", "must be the path of a directory"],
  ["--motd", " ", "must be the path of a file"],
  ["--log", "xml", "must be text or json"],
  ["--tls", "yes", "must be on or required or off"],
  ["--sync", "off", "must be full or normal"],
  ["--keep-days", "0", "must be a whole number from 1 to 36500"],
  ["--keep-messages", "0", count],
];

Deno.test("serverOptions() names a bad value, where it comes from and what is allowed", () => {
  for (const [option, value, allowed] of bad) {
    const told = `${allowed}, but got ${JSON.stringify(value)}.`;
    const variable = `CHATROOM_${option.slice(2).replaceAll("-", "_").toUpperCase()}`;
    assert.equal(errorOf(["server", option, value]), `Error: ${option} ${told}`);
    assert.equal(errorOf(["server", `${option}=${value}`]), `Error: ${option} ${told}`);
    const settings = { env: { [variable]: value } };
    assert.equal(errorOf(["server"], settings), `Error: ${variable} ${told}`);
  }
});

Deno.test("serverOptions() refuses an empty value on the command line", () => {
  for (const option of ["--host", "--port", "--data", "--name", "--motd", "--log"]) {
    assert.match(errorOf(["server", option, ""]), new RegExp(`^Error: ${option} must be .*""\\.$`));
  }
});

Deno.test("serverOptions() refuses a flag's variable that is neither yes nor no", () => {
  for (const variable of ["CHATROOM_QUIET", "CHATROOM_NO_RATE_LIMIT", "CHATROOM_MEMORY"]) {
    assert.equal(
      errorOf(["server"], { env: { [variable]: "maybe" } }),
      `Error: ${variable} must be 1, true, yes or on, or 0, false, no or off, but got "maybe".`,
    );
  }
});

Deno.test("placesToListenOn() are all that were given, and the usual one where none was", () => {
  const usual = { host: "::", port: 5000 };
  const other = { host: "192.0.2.1", port: 6697 };
  assert.deepEqual(placesToListenOn(optionsOf([])), [usual]);
  const listen = ["--listen", "192.0.2.1:6697"];
  assert.deepEqual(placesToListenOn(optionsOf(listen)), [other]);
  const both = optionsOf([...listen, "--port", "6000"]);
  assert.deepEqual(placesToListenOn(both), [{ ...usual, port: 6000 }, other]);
});

Deno.test("serverOptions() takes --show-address from the command line alone", () => {
  assert.deepEqual(optionsOf(["--show-address"]), { ...defaults, showAddress: true });
  assert.deepEqual(optionsOf([], { CHATROOM_SHOW_ADDRESS: "1" }), defaults);
});

Deno.test("serverOptions() takes --memory with a directory, for what is kept beside the history", () => {
  const options = optionsOf(["--memory", "--data", "a"]);
  assert.deepEqual(options, { ...defaults, data: "a", memory: true });
});

Deno.test("serverOptions() takes each option once, and flags without a value", () => {
  assert.match(errorOf(["server", "--port", "1", "--port", "2"]), /--port .*multiple times/);
  assert.match(errorOf(["server", "--quiet", "--quiet"]), /--quiet .*multiple times/);
  assert.match(errorOf(["server", "--quiet=no"]), /--quiet .*"no"/);
  assert.match(errorOf(["server", "--port"]), /--port requires PORT/);
});
