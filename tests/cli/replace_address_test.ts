import assert from "node:assert/strict";
import { replaceAddress } from "../../cli/replace_address.ts";

function replaced(line: string, env: Record<string, string> = {}): string {
  return replaceAddress(line.split(" "), (name) => env[name], "b:2#kq3f").join(" ");
}

Deno.test("replaceAddress() leaves all else that was typed", () => {
  assert.equal(replaced("client a"), "client b:2#kq3f");
  assert.equal(replaced("client --nick ann a:1 --plain"), "client --nick ann b:2#kq3f --plain");
  assert.equal(replaced("client --nick a a --room a"), "client --nick a b:2#kq3f --room a");
  assert.equal(replaced("client --nick=a chatroom://a/r"), "client --nick=a b:2#kq3f");
  assert.equal(replaced("client -- a"), "client -- b:2#kq3f");
});

Deno.test("replaceAddress() puts the address behind a command line that has none", () => {
  assert.equal(replaced("client"), "client b:2#kq3f");
  assert.equal(replaced("client --nick ann --plain"), "client --nick ann --plain b:2#kq3f");
  const env = { CHATROOM_ADDRESS: "a" };
  assert.equal(replaced("client --nick ann", env), "client --nick ann b:2#kq3f");
});
