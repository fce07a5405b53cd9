import assert from "node:assert/strict";
import fc from "fast-check";
import { parseNick } from "../../chat/people/nick.ts";
import { loginName } from "../../cli/client_options.ts";
import { anyCodePoint } from "../support/any_code_point.ts";

type Variables = Readonly<Record<string, string>>;
const cases: readonly [env: Variables, name: string][] = [
  [{ USER: "ann" }, "ann"],
  [{ LOGNAME: "ben" }, "ben"],
  [{ USERNAME: "Cleo" }, "Cleo"],
  [{ USER: "ann", LOGNAME: "ben", USERNAME: "Cleo" }, "ann"],
  [{ USER: "", LOGNAME: "ben" }, "ben"],
  [{ USER: "***", LOGNAME: "ben" }, "ben"],
  [{}, "guest"],
  [{ USER: " \t\x1b" }, "guest"],
  [{ USERNAME: "Ann Smith" }, "AnnSmith"],
  [{ USERNAME: "CORP\\ann" }, "CORPann"],
  [{ USER: "ann-b_c.d+e" }, "ann-b_c.de"],
  [{ USER: ".ann" }, "ann"],
  [{ USER: "Zoë" }, "Zoë"],
  [{ USER: "Zoe\u0308" }, "Zoë"],
  [{ USER: "अनीता" }, "अनीता"],
  [{ USER: "a\u200db\u202ec" }, "abc"],
  [{ USER: "x".repeat(40) }, "x".repeat(32)],
  [{ USER: "𝒜".repeat(40) }, "A".repeat(32)],
  [{ USER: "𠮷".repeat(40) }, "𠮷".repeat(32)],
  // Letters of a script that is not in use, and of two that look alike.
  [{ USER: "𐐀", LOGNAME: "ben" }, "ben"],
  [{ USER: "\u0430nn" }, "guest"],
];

Deno.test("loginName() takes the first name there is and keeps what fits a nick", () => {
  for (const [env, name] of cases) {
    assert.equal(loginName((variable) => env[variable]), name, JSON.stringify(env));
  }
});

Deno.test("loginName() gives a nick that the server takes as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCodePoint }), (text) => {
      const nick = loginName((variable) => variable === "USER" ? text : undefined);
      assert.equal(parseNick(nick), nick);
    }),
    { numRuns: 1000 },
  );
});
