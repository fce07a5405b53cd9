import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { HiddenInput } from "../../../ui/writing/hidden_input.ts";
import { keyEvent, typedKeys } from "../keys/key_events.ts";

const enter = keyEvent("enter");

function typed(input: HiddenInput, text: string): void {
  for (const key of typedKeys(text)) assert.equal(input.key(key), undefined);
}

function entered(secret: string) {
  return { type: "entered", secret };
}

Deno.test("HiddenInput gives what was typed and pasted, in NFC, and keeps nothing of it", () => {
  const input = new HiddenInput("Password: ");
  typed(input, "Pa\u0308s ");
  input.paste("wört\n");
  assert.deepEqual(input.key(enter), entered("Päs wört"));
  assert.deepEqual(input.key(enter), entered(""));
  assert.equal(input.question, "Password: ");
});

Deno.test("HiddenInput erases by what is seen as one, a word or all of it, and knows no other keys", () => {
  const input = new HiddenInput("");
  typed(input, "ab👨‍👩‍👧");
  for (const name of ["backspace", "up", "tab", "ctrl+r", "f1", "left"]) input.key(keyEvent(name));
  assert.deepEqual(input.key(enter), entered("ab"));
  for (const name of ["ctrl+u", "ctrl+w"]) {
    typed(input, "wrong");
    input.key(keyEvent(name));
    typed(input, "right");
    assert.deepEqual(input.key(enter), entered("right"));
  }
});

Deno.test("HiddenInput is cancelled by Ctrl+C, Esc and, while nothing is typed, Ctrl+D", () => {
  const input = new HiddenInput("");
  for (const name of ["ctrl+c", "escape"]) {
    typed(input, "secret");
    assert.deepEqual(input.key(keyEvent(name)), { type: "cancelled" });
  }
  typed(input, "a");
  assert.equal(input.key(keyEvent("ctrl+d")), undefined);
  input.key(keyEvent("backspace"));
  assert.deepEqual(input.key(keyEvent("ctrl+d")), { type: "cancelled" });
});

Deno.test("HiddenInput asks again for what is too long, and never takes a part of it", () => {
  const input = new HiddenInput("Password: ");
  const longest = "é".repeat(limits.secretBytes / 2);
  input.paste(longest);
  assert.deepEqual(input.key(enter), entered(longest));
  for (const tooLong of [`${longest}e`, "x".repeat(1_000_000)]) {
    input.paste(tooLong);
    input.paste("more");
    assert.equal(input.key(enter), undefined);
    assert.equal(input.question, "At most 1024 bytes are allowed. Password: ");
  }
  assert.deepEqual(input.key(enter), entered(""));
});
