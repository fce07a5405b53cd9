import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { scryptSync } from "node:crypto";
import { limits } from "../../../protocol.ts";
import {
  normalizePassword,
  Passwords,
  PasswordsBusyError,
} from "../../../server/accounts/passwords.ts";

Deno.test("normalizePassword() takes what is the same for the same (RFC 8265, OpaqueString)", () => {
  assert.equal(normalizePassword("e\u0301t\u00e9"), "\u00e9t\u00e9");
  assert.equal(normalizePassword("two\u00a0words\u3000here"), "two words here");
  assert.equal(normalizePassword("Case \u{1f511}"), "Case \u{1f511}");
  for (
    const none of ["", "a\nb", "a\x00", "\ud800x", "\u0378", "x".repeat(limits.secretBytes + 1)]
  ) {
    assert.equal(normalizePassword(none), undefined, JSON.stringify(none));
  }
});

Deno.test("Passwords verifies by scrypt with the parameters that are kept, and a salt for each", async () => {
  const passwords = new Passwords();
  const kept = await passwords.hash("correct horse");
  const { cost, blockSize, parallelization, salt, hash } = kept;
  assert.deepEqual([cost, blockSize, parallelization], [16384, 8, 5]);
  const expected = scryptSync("correct horse", Buffer.from(salt, "base64url"), 32, {
    ...{ cost, blockSize, parallelization, maxmem: 64 * 1024 * 1024 },
  });
  assert.equal(hash, Buffer.from(expected).toString("base64url"));
  assert.equal(await passwords.verify("correct\u00a0horse", kept), true);
  assert.equal(await passwords.verify("correct horsf", kept), false);
  assert.equal(await passwords.verify("correct horse", { ...kept, hash: "" }), false);
});

Deno.test("Passwords knows no password where there is none", async () => {
  const passwords = new Passwords();
  for (const typed of ["", "correct horse"]) {
    assert.equal(await passwords.verify(typed, undefined), false);
  }
});

Deno.test("Passwords looks at a few at a time, lets a few wait, and no more", async () => {
  const passwords = new Passwords();
  // Cheap ones, since all are looked at.
  const kept = { cost: 2, blockSize: 1, parallelization: 1, salt: "", hash: "" };
  const asked = Array.from({ length: 40 }, () => passwords.verify("x", kept));
  const settled = await Promise.allSettled(asked);
  const refused = settled.filter(({ status }) => status === "rejected");
  assert.equal(refused.length, 40 - 2 - 32);
  for (const each of refused) {
    assert.ok(each.status === "rejected" && each.reason instanceof PasswordsBusyError);
  }
  assert.equal(await passwords.verify("x", kept), false);
});

Deno.test("Passwords lets no network take all places", async () => {
  const passwords = new Passwords();
  const kept = { cost: 2, blockSize: 1, parallelization: 1, salt: "", hash: "" };
  const ask = (network: string, count: number) =>
    Array.from({ length: count }, () => passwords.verify("x", kept, network));
  const [crowd, other] = await Promise.all([
    Promise.allSettled(ask("192.0.2.1", 40)),
    Promise.allSettled(ask("192.0.2.2", 5)),
  ]);
  assert.equal(crowd.filter(({ status }) => status === "fulfilled").length, 2 + 16);
  assert.equal(other.filter(({ status }) => status === "fulfilled").length, 5);
});
