import assert from "node:assert/strict";
import fc from "fast-check";
import { isHostName } from "../../../../helpers/network/host_name.ts";
import { splitUserHost } from "../../../../wire/irc/lines/host.ts";
import { hostNames, userHosts } from "../vectors.ts";

Deno.test("isHostName() judges the names of irc-parser-tests", () => {
  for (const { host, valid } of hostNames) assert.equal(isHostName(host), valid, host);
});

Deno.test("isHostName() refuses what would break a line or be too long", () => {
  for (
    const host of ["a.b\n", "a..b", ".", ".a", "a.b!c", "irc.bücher.ch", `${"a".repeat(62)}.b`]
  ) {
    assert.ok(!isHostName(host), host);
  }
  assert.ok(isHostName(`${"a".repeat(61)}.b`));
  assert.ok(!isHostName(`${"a-".repeat(50_000)}`), "at once");
});

Deno.test("splitUserHost() reads the sources of irc-parser-tests", () => {
  for (const { source, ...parts } of userHosts) assert.deepEqual(splitUserHost(source), parts);
});

Deno.test("splitUserHost() takes anything, and loses nothing of it", () => {
  const unit = fc.constantFrom(..."a!@.\0 é");
  fc.assert(fc.property(fc.string({ unit }), (source) => {
    const { nick, user, host } = splitUserHost(source);
    assert.equal((nick + user + host).length, source.length - marksOf(source));
  }));
});

/** The `@` and the `!` that part it. */
function marksOf(source: string): number {
  const at = source.lastIndexOf("@");
  const rest = at < 0 ? source : source.slice(0, at);
  return Number(at >= 0) + Number(rest.includes("!"));
}
