import assert from "node:assert/strict";
import type { ClientCommandLine } from "../../cli/client_options.ts";
import { errorOf, runParse } from "./run_parse.ts";

type Variables = Readonly<Record<string, string>>;

function optionsOf(args: readonly string[], env?: Variables): ClientCommandLine {
  const { parsed, out, error } = runParse(["client", ...args], { env });
  assert.equal(parsed.command, "client", error);
  assert.equal(out + error, "");
  return parsed.options;
}

const local = { host: "127.0.0.1", port: 5000 };
const lan = { host: "192.168.1.20", port: 6000 };
/** What is not of interest where it is as it is without options. */
const usual = {
  ...{ plain: false, lineByLine: false, typing: true, insecure: false },
  ...{ nickPasswordFile: undefined, serverPasswordFile: undefined, link: undefined },
};
const here = { address: local, nick: undefined, rooms: [] };
const cases: readonly [args: string[], env: Variables, options: Partial<ClientCommandLine>][] = [
  [[], {}, { address: local, nick: undefined, rooms: [] }],
  [["192.168.1.20:6000"], {}, { address: lan, nick: undefined, rooms: [] }],
  [[], { CHATROOM_ADDRESS: "192.168.1.20:6000" }, { address: lan, nick: undefined, rooms: [] }],
  [["127.0.0.1"], { CHATROOM_ADDRESS: "bad:" }, { address: local, nick: undefined, rooms: [] }],
  [["[::1]:6000"], {}, { address: { host: "::1", port: 6000 }, nick: undefined, rooms: [] }],
  [["::1"], {}, { address: { host: "::1", port: 5000 }, nick: undefined, rooms: [] }],
  [["--nick", "ann"], {}, { address: local, nick: "ann", rooms: [] }],
  [[], { CHATROOM_NICK: "ann" }, { address: local, nick: "ann", rooms: [] }],
  [["--nick", "ben"], { CHATROOM_NICK: "ann" }, { address: local, nick: "ben", rooms: [] }],
  [["--room", "a", "--room=b"], {}, { address: local, nick: undefined, rooms: ["a", "b"] }],
  [["--room", "a", "--room", "a"], {}, { address: local, nick: undefined, rooms: ["a"] }],
  [
    ["--nick", "ann", "192.168.1.20:6000", "--room", "#dev"],
    {},
    { address: lan, nick: "ann", rooms: ["#dev"] },
  ],
  [
    ["chatroom://127.0.0.1/dev", "--room", "lobby", "--room", "dev"],
    {},
    { address: { ...local, room: "dev" }, nick: undefined, rooms: ["dev", "lobby"] },
  ],
  [
    ["--room", "lobby"],
    { CHATROOM_ADDRESS: "chatroom://127.0.0.1/dev" },
    { address: { ...local, room: "dev" }, nick: undefined, rooms: ["dev", "lobby"] },
  ],
  [["--plain"], {}, { address: local, nick: undefined, rooms: [], plain: true }],
  [[], { CHATROOM_PLAIN: "yes" }, { address: local, nick: undefined, rooms: [], plain: true }],
  [[], { CHATROOM_PLAIN: "no" }, { address: local, nick: undefined, rooms: [] }],
  [["--line-by-line"], {}, { address: local, nick: undefined, rooms: [], lineByLine: true }],
  [["--no-typing"], {}, { address: local, nick: undefined, rooms: [], typing: false }],
  [[], { CHATROOM_NO_TYPING: "1" }, { address: local, nick: undefined, rooms: [], typing: false }],
  [["--nick-password-file", "p"], {}, { ...here, nickPasswordFile: "p" }],
  [[], { CHATROOM_NICK_PASSWORD_FILE: "p" }, { ...here, nickPasswordFile: "p" }],
  [[], { CHATROOM_SERVER_PASSWORD_FILE: "s" }, { ...here, serverPasswordFile: "s" }],
  [["--insecure"], {}, { ...here, insecure: true }],
  [[], { CHATROOM_INSECURE: "yes" }, { ...here, insecure: true }],
  [["--link", "ABCDEFGH"], {}, { ...here, link: "ABCDEFGH" }],
  [["chatroom://127.0.0.1/?invite=x"], {}, { ...here, address: { ...local, invite: "x" } }],
  [[], { CHATROOM_NO_TYPING: "" }, { address: local, nick: undefined, rooms: [] }],
];

Deno.test("clientOptions() reads the address, the nick, the rooms and the flags", () => {
  for (const [args, env, options] of cases) {
    const expected = { ...usual, ...options };
    assert.deepEqual(optionsOf(args, env), expected, `${args.join(" ")} ${JSON.stringify(env)}`);
  }
});

Deno.test("clientOptions() names a bad value, where it comes from and what is allowed", () => {
  const address = "must be HOST, HOST:PORT, [IPV6]:PORT or chatroom://HOST:PORT/ROOM, " +
    "with a PORT from 1 to 65535, and behind it perhaps #FINGERPRINT";
  const fingerprint =
    "must be without a #, or have behind it the whole fingerprint that the server shows: " +
    "20 letters from a to z and digits from 2 to 7, with or without hyphens";
  const nick = "must be 1 to 32 characters with no control characters";
  const room = "must be 1 to 64 characters with no control characters";
  const yesOrNo = "must be 1, true, yes or on, or 0, false, no or off";
  const long = "r".repeat(65);
  const bad: readonly [args: string[], env: Variables, told: string][] = [
    [["host:0"], {}, `ADDRESS ${address}, but got "host:0".`],
    [[], { CHATROOM_ADDRESS: "a b" }, `CHATROOM_ADDRESS ${address}, but got "a b".`],
    [["host#kq3f"], {}, `ADDRESS ${fingerprint}, but got "host#kq3f".`],
    [["--nick", ""], {}, `--nick ${nick}, but got "".`],
    [[], { CHATROOM_NICK: long }, `CHATROOM_NICK ${nick}, but got "${long}".`],
    [["--room", long], {}, `--room ${room}, but got "${long}".`],
    [["--room", "a\tb"], {}, `--room ${room}, but got "a\\tb".`],
    [[], { CHATROOM_PLAIN: "maybe" }, `CHATROOM_PLAIN ${yesOrNo}, but got "maybe".`],
    [[], { CHATROOM_NO_TYPING: "2" }, `CHATROOM_NO_TYPING ${yesOrNo}, but got "2".`],
  ];
  for (const [args, env, told] of bad) {
    assert.equal(errorOf(["client", ...args], { env }), `Error: ${told}`);
  }
});

Deno.test("clientOptions() takes one address", () => {
  assert.equal(errorOf(["client", "a", "b"]), `Error: Unknown argument "b".`);
});
