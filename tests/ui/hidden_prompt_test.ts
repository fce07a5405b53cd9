import assert from "node:assert/strict";
import { HiddenPrompt } from "../../ui/hidden_prompt.ts";
import { FakeTerminal } from "./fake_terminal.ts";

function open() {
  const terminal = new FakeTerminal();
  const prompt = new HiddenPrompt({
    terminal: terminal.terminal,
    onInterrupt: terminal.onInterrupt,
  });
  return { terminal, prompt };
}

Deno.test("HiddenPrompt shows its questions and nothing of the answers, and gives the terminal back", async () => {
  const { terminal, prompt } = open();
  const first = prompt.ask("Password of \x1b[2Jann: ");
  terminal.input.write("sec\x7fcret");
  terminal.input.write("\rahead");
  assert.deepEqual(await first, { type: "entered", secret: "secret" });
  prompt.tell("Wrong\nindeed");
  const second = prompt.ask("Again: ");
  terminal.input.write(" of time\r");
  assert.deepEqual(await second, { type: "entered", secret: "ahead of time" });
  await prompt.close();
  assert.deepEqual(terminal.calls, ["raw", "cooked"]);
  assert.equal(
    terminal.writes.join(""),
    "Password of ann: \r\nWrong\r\nindeed\r\nAgain: \r\n",
  );
});

Deno.test("HiddenPrompt shows what is typed where it is no secret", async () => {
  const { terminal, prompt } = open();
  const asked = prompt.ask("Send it? y/N: ", { isShown: true });
  for (const typed of ["n", "\x7f", "y", "es", "\r"]) terminal.input.write(typed);
  assert.deepEqual(await asked, { type: "entered", secret: "yes" });
  const next = prompt.ask("Password: ");
  terminal.input.write("secret\r");
  await next;
  await prompt.close();
  const shown = "Send it? y/N: n\b \by\b \bye\b \b\b \byes\r\nPassword: \r\n";
  assert.equal(terminal.writes.join(""), shown);
});

Deno.test("HiddenPrompt asks again for what is too long", async () => {
  const { terminal, prompt } = open();
  const asked = prompt.ask("Password: ");
  await terminal.type(`${"x".repeat(1100)}\r`, "At most 1024 bytes are allowed. Password: ");
  terminal.input.write("short\r");
  assert.deepEqual(await asked, { type: "entered", secret: "short" });
  await prompt.close();
});

Deno.test("HiddenPrompt is cancelled by Ctrl+C, which interrupts while nothing is asked", async () => {
  const { terminal, prompt } = open();
  await terminal.type("\x03", "interrupt");
  const asked = prompt.ask("Password: ");
  terminal.input.write("a\x03");
  assert.deepEqual(await asked, { type: "cancelled" });
  await prompt.close();
});

Deno.test("HiddenPrompt asks nothing more once the terminal is gone", async () => {
  const { terminal, prompt } = open();
  const asked = prompt.ask("Password: ");
  terminal.input.write("a");
  terminal.input.end();
  assert.deepEqual(await asked, { type: "cancelled" });
  assert.deepEqual(await prompt.ask("Password: "), { type: "cancelled" });
  await prompt.close();
});

Deno.test("HiddenPrompt keeps a bound of what is typed before it asks", async () => {
  const { terminal, prompt } = open();
  terminal.input.write("x".repeat(400).split("").join("\x7f"));
  await terminal.after(() => terminal.input.write("\x03"), "interrupt");
  const asked = prompt.ask("Password: ");
  terminal.input.write("\r");
  assert.equal((await asked).type, "entered");
  await prompt.close();
});
