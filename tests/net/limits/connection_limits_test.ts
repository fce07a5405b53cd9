import assert from "node:assert/strict";
import { ConnectionLimits } from "../../../net/limits/connection_limits.ts";

Deno.test("ConnectionLimits.admit() counts in all, and by address", () => {
  const limits = new ConnectionLimits({ total: 3, perAddress: 2 });
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("a"), "too_many_connections");
  assert.equal(limits.admit("b"), "admitted");
  assert.equal(limits.admit("b"), "server_full");
  assert.equal(limits.admit("c"), "server_full");
});

Deno.test("ConnectionLimits.release() makes room, for that address and in all", () => {
  const limits = new ConnectionLimits({ total: 3, perAddress: 2 });
  for (const address of ["a", "a", "b"]) limits.admit(address);
  limits.release("b");
  assert.equal(limits.admit("a"), "too_many_connections");
  limits.release("a");
  assert.equal(limits.admit("a"), "admitted");
  assert.equal(limits.admit("b"), "admitted");
  assert.equal(limits.admit("c"), "server_full");
});

Deno.test("ConnectionLimits.admit() that refuses counts nothing", () => {
  const limits = new ConnectionLimits({ total: 2, perAddress: 1 });
  limits.admit("a");
  for (let tries = 0; tries < 5; tries++) limits.admit("a");
  assert.equal(limits.admit("b"), "admitted");
  for (let tries = 0; tries < 5; tries++) limits.admit("c");
  limits.release("a");
  assert.equal(limits.admit("c"), "admitted");
});

Deno.test("ConnectionLimits counts what has no network in all only", () => {
  const limits = new ConnectionLimits({ total: 3, perAddress: 1 });
  for (let count = 0; count < 3; count++) assert.equal(limits.admit(undefined), "admitted");
  assert.equal(limits.admit("a"), "server_full");
  limits.release(undefined);
  assert.equal(limits.admit("a"), "admitted");
});
