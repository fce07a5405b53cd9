import assert from "node:assert/strict";
import fc from "fast-check";
import {
  parseWhox,
  type WhoxField,
  whoxParams,
  type WhoxRequest,
} from "../../../../wire/irc/lines/whox.ts";

const ann: Readonly<Record<WhoxField, string>> = {
  channel: "#dev",
  user: "~ann",
  address: "255.255.255.255",
  host: "a.example",
  server: "irc.example",
  nick: "ann",
  flags: "H@",
  hops: "0",
  idleSeconds: "12",
  account: "ann",
  level: "n/a",
  realName: "Ann A.",
};

function asked(text: string): WhoxRequest {
  const request = parseWhox(text);
  assert.ok(request, text);
  return request;
}

Deno.test("whoxParams() tells what is asked for, in the order of the extension", () => {
  const all = Object.values(ann);
  assert.deepEqual(whoxParams(asked("%roaldfnshiuct,42"), ann), ["42", ...all]);
  assert.deepEqual(whoxParams(asked("%afnt,007"), ann), ["007", "ann", "H@", "ann"]);
  assert.deepEqual(whoxParams(asked("%rn"), ann), ["ann", "Ann A."]);
});

Deno.test("parseWhox() passes over fields that it does not know, and what is no token", () => {
  assert.deepEqual(asked("o%nzxnt,1234"), { flags: "o", letters: new Set("nt"), token: "123" });
  assert.deepEqual(asked("%nt,x").token, "0");
  assert.deepEqual(asked("%nt").token, "0");
});

Deno.test("parseWhox() leaves the old form alone", () => {
  for (const text of ["", "o", "%", "%,5", "%zz", "n"]) {
    assert.equal(parseWhox(text), undefined, text);
  }
});

Deno.test("parseWhox() takes anything", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."%ton,1\0_é") }), (text) => {
    const request = parseWhox(text);
    if (request !== undefined) assert.match(request.token, /^\d{1,3}$/);
  }));
});
