import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { stores } from "../../../store/mod.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";
import { tiny } from "../../wire/tiny.ts";
import { native } from "../../../wire/native.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

Deno.test("a reserved nick and what is said to it are for its owner alone, also after a restart", async () => {
  await using directory = await TemporaryDirectory.make();
  const open = async () =>
    startServer({ sessionBounds, store: await stores.sqlite({ directory: directory.path }) });
  const first = await open();
  const ann = await RawClient.join(first.port, "ann");
  await ann.say("hi");
  await first.stop();
  await ann[Symbol.asyncDispose]();

  await using second = await open();
  await using bob = await RawClient.join(second.port, "bob");
  await using other = await RawClient.connect(second.port);
  other.send({ type: "hello", version: 1, nick: "ANN" });
  const { code, message } = await other.next("error");
  assert.equal(code, "nick_reserved");
  assert.match(message, /password|\/link/, "the way out");
  bob.command("msg", "Ann for you alone", { id: "m1" });
  assert.match((await bob.next("notice")).text, /^ann is not here, and will get it/);
  await other.hello("other");
  await using again = await RawClient.join(second.port, "ann", {
    ...{ token: ann.welcome.token, resume: { "@": 0 } },
  });
  assert.deepEqual(again.all("directs")[0]?.messages.map(({ text }) => text), [
    "for you alone",
  ]);
  assert.deepEqual(other.all("direct"), []);
});

Deno.test("a client whose dialect keeps no token reserves nothing", async () => {
  await using server = startServer({ sessionBounds, dialects: [native, tiny] });
  await using observer = await RawClient.join(server.port, "bob");
  await using guest = await RawClient.connect(server.port, { paused: true });
  guest.sendBytes(new TextEncoder().encode("CALLME ann\nSAY lobby hi\nQUIT\n"));
  await observer.next("leave");
  await using ann = await RawClient.join(server.port, "ann");
  assert.equal((await ann.say("free")).from, "ann");
});
