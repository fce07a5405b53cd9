import assert from "node:assert/strict";

import {
  parseProcessorTicks,
  parseResidentKiB,
  processorSeconds,
  residentKiB,
} from "../../bench/process_usage.ts";

const onLinux = Deno.build.os === "linux";

Deno.test("parseProcessorTicks() adds user and system time, whatever the program is called", () => {
  const rest = "S 1 2 3 0 -1 4194304 102 0 0 0 250 75 0 0 20 0 1 0 79362";
  assert.equal(parseProcessorTicks(`42 (deno) ${rest}`), 325);
  assert.equal(parseProcessorTicks(`42 (a) S 9 (b) ${rest}`), 325);
});

Deno.test("parseProcessorTicks() throws a TypeError for anything else", () => {
  assert.throws(() => parseProcessorTicks("42 (deno) S 1"), TypeError);
});

Deno.test("parseResidentKiB() finds VmRSS among its neighbours", () => {
  assert.equal(
    parseResidentKiB("VmHWM:\t  9000 kB\nVmRSS:\t   51234 kB\nRssAnon:\t 1 kB\n"),
    51234,
  );
  assert.throws(() => parseResidentKiB("VmHWM:\t  9000 kB\n"), TypeError);
});

Deno.test("processorSeconds() and residentKiB() read a live process", { ignore: !onLinux }, () => {
  assert.ok(processorSeconds(Deno.pid) > 0);
  assert.ok(residentKiB(Deno.pid) > 1000);
});
