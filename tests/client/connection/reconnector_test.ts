import assert from "node:assert/strict";
import { ClientError } from "../../../client/client_error.ts";
import type { ClientEvent } from "../../../client/client_event.ts";
import { bounded } from "../../support/bounded.ts";
import { Reconnector } from "../../../client/connection/reconnector.ts";

const anHourMs = 60 * 60 * 1000;

/** Of which the attempts fail for these reasons, one after another; what it tells is in `told`. */
function reconnector(reasons: ClientError[], waitMs = 1) {
  const closing = new AbortController();
  const rules = { firstMs: waitMs, longestMs: waitMs, steadyAfterMs: 1000 };
  const told: ClientEvent[] = [];
  const open = () => {
    const reason = reasons.shift();
    if (reason === undefined) closing.abort();
    return Promise.reject(reason ?? new ClientError("unreachable", "closed meanwhile"));
  };
  const tell = (event: ClientEvent) => Promise.resolve(void told.push(event));
  const { signal } = closing;
  return { told, reconnector: new Reconnector({ rules, open, tell, signal }) };
}

Deno.test("Reconnector.reconnect() tells why each attempt failed, until the client is closed", async () => {
  const failed = [new ClientError("unreachable", "nobody"), new ClientError("untrusted", "other")];
  const { told, reconnector: away } = reconnector(failed);
  assert.equal(
    await away.reconnect({ type: "bye", code: "stopping", text: "until later" }),
    undefined,
  );
  const reasons = told.map((event) => event.type === "disconnected" && [event.reason, event.code]);
  assert.deepEqual(reasons, [
    ["until later", undefined],
    ["nobody", "unreachable"],
    ["other", "untrusted"],
  ]);
});

Deno.test("Reconnector.reconnect() gives the goodbye where the token counts no more", async () => {
  const { reconnector: away } = reconnector([new ClientError("refused", "no", "token_revoked")]);
  assert.deepEqual(await away.reconnect(undefined), { type: "bye", code: "token_revoked" });
});

Deno.test("Reconnector.retryNow() cuts a wait short, if there is one", async () => {
  const revoked = new ClientError("refused", "no", "token_revoked");
  const { told, reconnector: away } = reconnector([revoked], anHourMs);
  assert.ok(!away.retryNow());
  const back = away.reconnect(undefined);
  assert.equal(told.length, 1);
  assert.ok(away.retryNow());
  await bounded(back, () => "the next attempt");
  assert.ok(!away.retryNow());
});
