import assert from "node:assert/strict";
import fc from "fast-check";
import config from "../../deno.json" with { type: "json" };
import { errorOf, runParse } from "./run_parse.ts";
import { anyCodePoint } from "../support/any_code_point.ts";

const serverWords = [
  ["--host", "CHATROOM_HOST", "::"],
  ["--port", "CHATROOM_PORT", "5000"],
  ["--data", "CHATROOM_DATA", "your data directory"],
  ["--memory", "CHATROOM_MEMORY", "no"],
  ["--name", "CHATROOM_NAME", "chatroom"],
  ["--server-name", "CHATROOM_SERVER_NAME", "chatroom.local"],
  ["--motd", "CHATROOM_MOTD", "none"],
  ["--max-clients", "CHATROOM_MAX_CLIENTS", "10000"],
  ["--max-per-ip", "CHATROOM_MAX_PER_IP", "256"],
  ["--no-rate-limit", "CHATROOM_NO_RATE_LIMIT", "no"],
  ["--trusted-proxy", "CHATROOM_TRUSTED_PROXY", "none"],
  ["--metrics-from", "CHATROOM_METRICS_FROM", "none"],
  ["--allow-host", "CHATROOM_ALLOW_HOST", "none more"],
  ["--allow-origin", "CHATROOM_ALLOW_ORIGIN", "its own page"],
  ["--hsts", "CHATROOM_HSTS", "no"],
  ["--log", "CHATROOM_LOG", "text"],
  ["--no-console", "CHATROOM_NO_CONSOLE", "no"],
  ["--quiet", "CHATROOM_QUIET", "no"],
] as const;
const clientWords = [
  ["--nick", "CHATROOM_NICK", "your login name"],
  ["--plain", "CHATROOM_PLAIN", "no"],
  ["--line-by-line", "CHATROOM_LINE_BY_LINE", "no"],
  ["--no-typing", "CHATROOM_NO_TYPING", "no"],
  ["ADDRESS", "CHATROOM_ADDRESS", "127.0.0.1:5000"],
] as const;

Deno.test("parse() helps with every option, its default and its variable", () => {
  for (const [command, words] of [["server", serverWords], ["client", clientWords]] as const) {
    const { parsed, out, error } = runParse([command, "--help"], { columns: 80 });
    assert.deepEqual(parsed, { command: "exit", code: 0 });
    assert.equal(error, "");
    for (const [option, variable, fallback] of words) {
      assert.match(out, new RegExp(`^  ${option}\\b`, "m"));
      assert.ok(out.includes(`[default: ${fallback}, env: ${variable}]`), variable);
    }
    assert.match(out, new RegExp(`^Examples:\n  chatroom ${command}$`, "m"));
  }
  assert.match(
    runParse(["client", "--help"]).out,
    /--room ROOM .*\n +\[default: on a terminal those of the last time, else lobby\]/,
  );
});

Deno.test("parse() gives the same help whichever way it is asked for", () => {
  const root = runParse(["--help"]);
  assert.deepEqual(root.parsed, { command: "exit", code: 0 });
  assert.match(root.out, /^A chat service .*\n/);
  for (const word of ["server", "client", "help", "completion", "--version"]) {
    assert.match(root.out, new RegExp(`^  (-h, )?${word}`, "m"));
  }
  for (const args of [["help"], ["-h"]]) assert.deepEqual(runParse(args), root);
  const server = runParse(["server", "--help"]);
  for (const args of [["help", "server"], ["server", "-h"], ["server", "--port", "x", "--help"]]) {
    assert.deepEqual(runParse(args), server);
  }
});

Deno.test("parse() helps whatever the environment says", () => {
  const env = { CHATROOM_PORT: "bad", CHATROOM_QUIET: "maybe", CHATROOM_ADDRESS: ":" };
  assert.deepEqual(runParse(["server", "--help"], { env }), runParse(["server", "--help"]));
  assert.deepEqual(runParse(["--version"], { env }), runParse(["--version"]));
});

Deno.test("parse() without arguments helps on the error stream and fails", () => {
  const { parsed, out, error } = runParse([]);
  assert.deepEqual(parsed, { command: "exit", code: 2 });
  assert.equal(out, "");
  assert.equal(error, runParse(["--help"]).out);
});

Deno.test("parse() examples can be pasted", () => {
  for (const command of ["server", "client"]) {
    const { out } = runParse([command, "--help"]);
    const lines = out.slice(out.indexOf("Examples:")).trimEnd().split("\n").slice(1);
    assert.ok(lines.length >= 3);
    for (const line of lines) {
      const [program, ...args] = line.trim().split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/);
      assert.equal(program, "chatroom");
      const unquoted = args.map((word) => word.replaceAll('"', ""));
      assert.equal(runParse(unquoted).parsed.command, command, line);
    }
  }
});

Deno.test("parse() tells the version", () => {
  const told = { parsed: { command: "exit", code: 0 }, out: "chatroom 0.1.0\n", error: "" };
  assert.equal(config.version, "0.1.0");
  assert.deepEqual(runParse(["--version"]), told);
});

Deno.test("parse() writes completion scripts and completes", () => {
  for (const shell of ["bash", "zsh", "fish", "pwsh", "nu"]) {
    const { parsed, out, error } = runParse(["completion", shell]);
    assert.deepEqual(parsed, { command: "exit", code: 0 });
    assert.match(out, /chatroom/);
    assert.equal(error, "");
  }
  assert.equal(runParse(["completion", "bash", "server", "--po"]).out, "--port\n");
  assert.match(runParse(["completion", "bash", "server", "--log", ""]).out, /^text\n\s*json\n$/);
  assert.match(errorOf(["completion", "tcsh"]), /"tcsh".*"bash"/);
  assert.match(errorOf(["completion"]), /shell/);
});

const suggestions: readonly [args: string[], told: string][] = [
  [["servr"], `Unknown command "servr". Did you mean server?`],
  [["hlep"], `Unknown command "hlep". Did you mean help?`],
  [["--versoin"], `Unknown option "--versoin". Did you mean --version?`],
  [["server", "--prot", "1"], `Unknown option "--prot". Did you mean --port?`],
  [["server", "--prot=1"], `Unknown option "--prot". Did you mean --port?`],
  [["server", "--quiet", "--hlep"], `Unknown option "--hlep". Did you mean --help?`],
  [["client", "--nik", "x"], `Unknown option "--nik". Did you mean --nick?`],
  [["--port", "6000"], `Unknown option "--port". Did you mean chatroom server --port?`],
  [["--nick=ann"], `Unknown option "--nick". Did you mean chatroom client --nick?`],
  [["server", "port=1"], `Unknown argument "port=1".`],
  [["server", "--", "--port"], `Unknown option "--port".`],
  [["toString"], `Unknown command "toString".`],
  [["\x1b[2J\u009b\u202e"], `Unknown command "\\u001b[2J\\u{9b}\\u{202e}".`],
];

Deno.test("parse() suggests the nearest of what it does not know", () => {
  for (const [args, told] of suggestions) assert.equal(errorOf(args), `Error: ${told}`);
  assert.match(runParse(["help", "servr"]).error, /servr[^]*Did you mean server\?/);
});

Deno.test("parse() says behind an error where help is", () => {
  for (const [command, args] of [["server ", ["server", "x"]], ["", ["x"]]] as const) {
    assert.ok(
      runParse(args).error.endsWith(`\nTry chatroom ${command}--help for what is allowed.\n`),
    );
  }
});

const word = fc.oneof(
  fc.constantFrom("server", "client", "help", "completion", "bash", "--", "--help", "--version"),
  fc.constantFrom(...serverWords.map(([option]) => option), "--nick", "--room", "-h", "5000"),
  fc.string({ unit: anyCodePoint }),
);
const variables = fc.dictionary(
  fc.constantFrom(...[...serverWords, ...clientWords].map(([, variable]) => variable)),
  fc.oneof(fc.constantFrom("1", "5000", "text"), fc.string({ unit: anyCodePoint })),
);
const settings = fc.record({ env: variables, columns: fc.nat(300), colors: fc.boolean() });

Deno.test("parse() never throws, and shows neither a stack trace nor a stray control", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), settings, (args, settings) => {
      const { parsed, out, error } = runParse(args, settings);
      if (parsed.command !== "exit") return assert.equal(out + error, "");
      assert.ok([0, 2].includes(parsed.code));
      assert.equal(error !== "", parsed.code === 2);
      assert.doesNotMatch(out + error, /\n\s+at |\w\.[jt]s:\d/);
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(error.replace(/\x1b\[[\d;]*m/g, ""), /(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    }),
    { numRuns: 500 },
  );
});

Deno.test("parse() repeats of what was typed no more than fits into an error", () => {
  const long = "h".repeat(10_000);
  const commandLines = [
    ["client", long],
    ["client", `host#${long}`],
    ["client", "host", "--nick", long],
    ["client", "host", long],
    ["server", `--port=${long}`],
    ["server", `--${long}`],
    [long],
  ];
  for (const args of commandLines) {
    const { error } = runParse(args);
    assert.ok(error.includes("hhh") && error.length < 800, error);
  }
});
