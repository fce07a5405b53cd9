import assert from "node:assert/strict";
import { formatPassword, parsePassword } from "../../../server/accounts/password_text.ts";
import { Passwords } from "../../../server/accounts/passwords.ts";

Deno.test("parsePassword() reads what formatPassword() writes", async () => {
  const passwords = new Passwords();
  const hash = await passwords.hash("correct horse");
  const text = formatPassword(hash);
  assert.match(text, /^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.deepEqual(parsePassword(text), hash);
});

Deno.test("parsePassword() refuses what is none, and what takes too much to look at", () => {
  const tail = `$${"A".repeat(22)}$${"A".repeat(43)}`;
  assert.ok(parsePassword(`$scrypt$ln=14,r=8,p=1${tail}`));
  const refused = [
    ...["", "secret", `$argon2$ln=14,r=8,p=1${tail}`, `$scrypt$ln=14,r=8${tail}`],
    ...[`$scrypt$ln=20,r=8,p=1${tail}`, `$scrypt$ln=0,r=8,p=1${tail}`],
    ...[`$scrypt$ln=14,r=0,p=1${tail}`, `$scrypt$ln=14,r=8,p=17${tail}`, `$scrypt$ln=14,r=8,p=1$$`],
  ];
  for (const text of refused) assert.equal(parsePassword(text), undefined, text);
});
