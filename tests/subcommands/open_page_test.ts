import assert from "node:assert/strict";
import { openPage } from "../../subcommands/open_page.ts";

const options = {
  allowHost: ["chat.example"],
  allowOrigin: [],
  hsts: false,
  serverName: "irc.example",
};

Deno.test("a server without the page goes on, and says what to do", () => {
  const { web, told } = openPage(options, { read: () => undefined });
  assert.equal(web?.assets, undefined);
  assert.ok(web !== undefined);
  assert.deepEqual(told.map(({ event, level }) => [event, level]), [["no_page", "warning"]]);
  assert.match(told[0]?.message ?? "", /deno task page/);
});

Deno.test("a runtime that cannot serve HTTP says so, and serves none", () => {
  const { web, told } = openPage(options, { canServe: false });
  assert.equal(web, undefined);
  assert.match(told[0]?.message ?? "", /^There is no page for browsers: HTTP .* Deno \d/);
});

Deno.test("with the page there is nothing to tell", () => {
  const { web, told } = openPage(options);
  assert.ok(web?.assets?.some(({ path }) => path === "/"));
  assert.deepEqual(web?.hostNames, ["chat.example", "irc.example", Deno.hostname()]);
  assert.deepEqual(told, []);
});
