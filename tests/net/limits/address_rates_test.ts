import assert from "node:assert/strict";
import { AddressRates } from "../../../net/limits/address_rates.ts";

const rate = { burst: 2, perSecond: 1 };

Deno.test("AddressRates.limiterOf() charges all of a network together, and each network alone", () => {
  const rates = new AddressRates(rate);
  const charge = (network: string, nowMs: number) => rates.limiterOf(network, nowMs).charge(nowMs);
  assert.deepEqual(["a", "a", "a", "b"].map((network) => charge(network, 0)), [0, 0, 1000, 0]);
  assert.equal(charge("a", 1000), 0);
});

Deno.test("AddressRates forgets who was charged longest ago, and no others", () => {
  const rates = new AddressRates(rate, 2);
  const [a, b] = [rates.limiterOf("a", 0), rates.limiterOf("b", 0)];
  assert.equal(rates.limiterOf("a", 0), a);
  rates.limiterOf("c", 0);
  assert.equal(rates.limiterOf("a", 0), a);
  assert.notEqual(rates.limiterOf("b", 0), b);
});
