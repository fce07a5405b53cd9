import assert from "node:assert/strict";
import { parsePassword } from "../../../server/accounts/password_text.ts";
import { Passwords } from "../../../server/accounts/passwords.ts";
import { commandLine } from "../../support/program/program.ts";

async function hashOf(typed: string): Promise<{ code: number; out: string; error: string }> {
  const [program = "", ...args] = commandLine("server", "--hash-password");
  const child = new Deno.Command(program, {
    ...{ args, stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(typed));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

Deno.test("--hash-password prints the hash of the line that it reads, and refuses what is no password", async () => {
  const [good, bad] = await Promise.all([hashOf("correct horse\n"), hashOf("a\nb\n")]);
  const hash = parsePassword(good.out.trimEnd());
  assert.equal(good.code, 0, good.error);
  assert.ok(await new Passwords().verify("correct horse", hash));
  assert.deepEqual([bad.code, bad.out], [2, ""]);
  assert.match(bad.error, /A password must have 1 to 1024 bytes on one line/);
});
