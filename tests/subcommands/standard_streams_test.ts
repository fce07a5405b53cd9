import { testInTerminal } from "../support/program/test_in_terminal.ts";
import { Tmux } from "../ui/tmux.ts";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { readLines, toleratingFailures } from "../../subcommands/standard_streams.ts";

const encoder = new TextEncoder();

async function linesOf(input: string, chunkBytes: number) {
  const lines: (string | undefined)[] = [];
  const onTooLong = () => void lines.push(undefined);
  async function* chunks() {
    const bytes = encoder.encode(input);
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
  }
  for await (const line of readLines(chunks(), 4, onTooLong)) lines.push(line);
  return lines;
}

Deno.test("readLines() gives lines, and passes over those that are too long", async () => {
  const cases: readonly [input: string, lines: (string | undefined)[]][] = [
    ["", []],
    ["a\n\nb", ["a", "", "b"]],
    ["1234\n12345\n1234\r\n", ["1234", undefined, "1234"]],
    [`${"x".repeat(100)}\nend\n`, [undefined, "end"]],
    ["ok\n12345", ["ok", undefined]],
    ["1234\r5\nöö\n", [undefined, "öö"]],
  ];
  for (const [input, lines] of cases) {
    for (const chunkBytes of [1, 3, 1000]) {
      assert.deepEqual(await linesOf(input, chunkBytes), lines, `"${input}" by ${chunkBytes}`);
    }
  }
});

Deno.test("readLines() lets go of the stream when nobody reads on", async () => {
  let released = false;
  async function* chunks() {
    try {
      for (;;) yield encoder.encode("line\n");
    } finally {
      released = true;
    }
  }
  for await (const line of readLines(chunks(), 4, assert.fail)) {
    assert.equal(line, "line");
    break;
  }
  assert.ok(released);
});

Deno.test("toleratingFailures() goes on after an error, and tells it once until it is over", async () => {
  const full = Object.assign(new Error("No space left on device"), { code: "ENOSPC" });
  const results: (number | Error)[] = [full, full, 2, full, new Deno.errors.WouldBlock(), 3];
  const told: string[] = [];
  const write = () => {
    const result = results.shift();
    return typeof result === "number" ? Promise.resolve(result) : Promise.reject(result);
  };
  const output = toleratingFailures({ write }, (text) => told.push(text));
  const counts: number[] = [];
  while (results.length > 0) counts.push(await output.write(new Uint8Array(5)));
  assert.deepEqual(counts, [5, 5, 2, 5, 3]);
  assert.equal(told.length, 2);
  assert.match(
    told[0] ?? "",
    /^chatroom: Cannot write to standard output: No space left on device/,
  );
});

Deno.test("toleratingFailures() ends quietly when nobody reads any more", async () => {
  const write = () => Promise.reject(new Deno.errors.BrokenPipe());
  const output = toleratingFailures({ write }, assert.fail);
  await assert.rejects(output.write(new Uint8Array(5)), Deno.errors.BrokenPipe);
});

testInTerminal("printError() breaks between words on a terminal", async () => {
  const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
  const command = `'${Deno.execPath()}' run --allow-all '${main}' client 127.0.0.1:1`;
  await using tmux = await Tmux.open(`${command}; echo done; exec cat`, 50, 10);
  const { rows } = await tmux.until(({ rows }) => rows.at(-1) === "done");
  const { stderr } = await new Deno.Command("sh", { args: ["-c", command] }).output();
  const whole = new TextDecoder().decode(stderr).trimEnd();
  assert.ok(rows.length > 2 && whole.length > 50);
  assert.equal(rows.slice(0, -1).join(" "), whole);
});
