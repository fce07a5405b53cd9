import assert from "node:assert/strict";
import fc from "fast-check";
import { numberedNicks } from "../../../client/connection/hello_builder.ts";
import { parseNick } from "../../../chat/people/nick.ts";
import { limits } from "../../../protocol.ts";

/** All that it gives, until it gives up. */
function tries(nick: string, random: () => number = () => 0): string[] {
  const given = [...numberedNicks(nick, random).take(101)];
  assert.ok(given.length <= 100, "It never gives up");
  return given;
}

Deno.test("numberedNicks() counts from two, then takes any three digits, then gives up", () => {
  const counted = ["ann2", "ann3", "ann4", "ann5", "ann6", "ann7", "ann8", "ann9"];
  const given = tries("ann", () => 0.999);
  assert.deepEqual(given.slice(0, 8), counted);
  assert.ok(given.length > 8 && given.length < 50);
  assert.ok(given.slice(8).every((nick) => nick === "ann999"));
  assert.equal(tries("ann", () => 0).at(-1), "ann100");
});

Deno.test("numberedNicks() counts on where the nick has a number already", () => {
  assert.ok(tries("ann2").includes("ann3"));
  assert.ok(tries("ann").every((nick) => !nick.startsWith("ann22")));
  assert.equal(tries("007")[0], "0072");
});

Deno.test("numberedNicks() never gives the nick that is taken", () => {
  for (const nick of ["ann2", "ann9", "ann100"]) assert.ok(!tries(nick).includes(nick), nick);
});

Deno.test("numberedNicks() shortens a long nick, by whole characters", () => {
  for (const letter of ["a", "𠮷"]) {
    const [first, ...others] = tries(letter.repeat(limits.nickLength));
    assert.equal(first, `${letter.repeat(limits.nickLength - 1)}2`);
    assert.equal(others.at(-1), `${letter.repeat(limits.nickLength - 3)}100`);
  }
});

Deno.test("numberedNicks() of a nick gives nicks", () => {
  const letters = fc.array(fc.constantFrom("a", "é", "𠮷", "1", "_", "-", "."), {
    minLength: 1,
    maxLength: limits.nickLength - 1,
  });
  fc.assert(fc.property(letters, (letters) => {
    const nick = `x${letters.join("")}`;
    for (const next of tries(nick)) assert.equal(parseNick(next), next);
  }));
});
