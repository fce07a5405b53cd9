import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readTelnetCommands } from "../../../wire/text/telnet_commands.ts";
import { TelnetOptions } from "../../../wire/text/telnet_options.ts";

const [iac, sb, se, will, wont, does, dont] = [255, 250, 240, 251, 252, 253, 254];
const [binary, echo, goAhead, terminalType, windowSize, charset] = [0, 1, 3, 24, 31, 42];
/** What is said to whoever begins. */
const begun = [iac, does, terminalType, iac, does, windowSize, iac, will, charset];

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function answer(options: TelnetOptions, ...bytes: readonly number[]): number[] {
  return readTelnetCommands(Uint8Array.from(bytes)).flatMap((each) => [...options.take(each)]);
}

function open(): TelnetOptions {
  const options = new TelnetOptions();
  assert.deepEqual(answer(options, iac, wont, goAhead), begun);
  return options;
}

Deno.test("TelnetOptions says nothing to a client that sends no command", () => {
  const options = new TelnetOptions();
  assert.deepEqual(options.hideTyped(true), []);
  assert.equal(options.isTelnet, false);
});

Deno.test("TelnetOptions accepts what it has use for, refuses the rest, and answers once", () => {
  const options = open();
  assert.deepEqual(answer(options, iac, will, 200), [iac, dont, 200]);
  assert.deepEqual(answer(options, iac, does, 200), [iac, wont, 200]);
  assert.deepEqual(answer(options, iac, does, goAhead), [iac, wont, goAhead]);
  assert.deepEqual(answer(options, iac, does, echo), [iac, wont, echo]);
  assert.deepEqual(answer(options, iac, will, binary, iac, does, binary), [
    ...[iac, does, binary, iac, will, binary],
  ]);
  assert.deepEqual(answer(options, iac, will, binary, iac, does, binary), []);
  assert.deepEqual(answer(options, iac, wont, binary), [iac, dont, binary]);
  assert.deepEqual(answer(options, iac, wont, binary, iac, dont, 200), []);
  assert.deepEqual(answer(options, iac, will, windowSize), [], "it was asked for");
});

Deno.test("TelnetOptions asks a client not to show what is typed, and to show it again", () => {
  const options = open();
  assert.deepEqual(options.hideTyped(true), [iac, will, echo]);
  assert.deepEqual(options.hideTyped(true), []);
  assert.deepEqual(answer(options, iac, does, echo), []);
  assert.deepEqual(options.hideTyped(false), [iac, wont, echo]);
  assert.deepEqual(answer(options, iac, dont, echo), []);
  assert.deepEqual(options.hideTyped(false), []);
});

Deno.test("TelnetOptions knows colours of a terminal that has a name, and its width", () => {
  for (const [name, colors] of [["XTERM-256COLOR", true], ["dumb", false], ["UNKNOWN", false]]) {
    const options = open();
    assert.deepEqual(answer(options, iac, will, terminalType), [
      ...[iac, sb, terminalType, 1, iac, se],
    ]);
    answer(options, iac, sb, terminalType, 0, ...ascii(String(name)), iac, se);
    assert.equal(options.terminal.colors, colors);
    answer(options, iac, sb, windowSize, 0, 132, 0, 24, iac, se);
    assert.deepEqual(options.terminal, { colors, columns: 132 });
    answer(options, iac, sb, windowSize, 0, 0, 0, 0, iac, se, iac, sb, windowSize, 1, iac, se);
    assert.equal(options.terminal.columns, undefined);
  }
});

Deno.test("TelnetOptions agrees on UTF-8 and on nothing else", () => {
  const options = open();
  const request = [iac, sb, charset, 1, ...ascii(";UTF-8"), iac, se];
  assert.deepEqual(answer(options, iac, does, charset), request);
  assert.deepEqual(answer(options, iac, will, charset), [iac, does, charset]);
  const ask = (offers: string) => answer(options, iac, sb, charset, 1, ...ascii(offers), iac, se);
  assert.deepEqual(ask(" LATIN1 utf-8"), [iac, sb, charset, 2, ...ascii("utf-8"), iac, se]);
  assert.deepEqual(ask(";LATIN1"), [iac, sb, charset, 3, iac, se]);
  assert.deepEqual(ask(""), [iac, sb, charset, 3, iac, se]);
});

Deno.test("TelnetOptions comes to an end when two of them answer each other, whatever came first", () => {
  const byte = fc.constantFrom(iac, sb, se, will, wont, does, dont, 0, 1, 3, 24, 31, 42, 200);
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
      const [one, other] = [new TelnetOptions(), new TelnetOptions()];
      let said = answer(one, ...bytes);
      for (let turn = 0; said.length > 0; turn++) {
        assert.ok(turn < 20, "they go on and on");
        said = answer(turn % 2 === 0 ? other : one, ...said);
      }
    }),
    { examples: [[[iac, does, binary, iac, dont, binary]], [[iac, will, 0, iac, wont, 0]]] },
  );
});
