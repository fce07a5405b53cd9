import assert from "node:assert/strict";
import { nickKeys } from "../../../chat/people/nick.ts";
import type { DirectMessage, Person } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

const direct = { type: "say", kind: "text" } as const;
const textsOf = (messages: readonly DirectMessage[]) => messages.map(({ text }) => text);

async function leave(client: RawClient): Promise<void> {
  client.send({ type: "bye" });
  await client.ended();
}

function personOf({ welcome: { person } }: RawClient): Person {
  return person ?? assert.fail("no person");
}

Deno.test("what is said to a person follows a rename, and never goes to who took the nick", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  bob.command("nick", "rob");
  await bob.next("rename");
  await using thief = await RawClient.join(server.port, "bob");
  ann.send({ ...direct, to: "bob", toPerson: personOf(bob), text: "secret", id: "m1" });
  const echo = await ann.next("direct");
  assert.deepEqual([echo.id, echo.to, echo.toPerson], ["m1", "rob", personOf(bob)]);
  assert.equal((await bob.next("direct")).text, "secret");
  await leave(bob);
  ann.send({ ...direct, to: "bob", toPerson: personOf(bob), text: "later", id: "m2" });
  assert.equal((await ann.next("direct", ({ id }) => id === "m2")).to, "rob");
  assert.match((await ann.next("notice")).text, /^rob is not here, and will get it/);
  await using back = await RawClient.join(server.port, "robert", {
    ...{ token: bob.welcome.token, resume: { "@": 0 } },
  });
  assert.deepEqual(textsOf(back.all("directs")[0]?.messages ?? []), ["secret", "later"]);
  // By nick it goes to whoever has that now.
  ann.send({ ...direct, to: "bob", text: "for the new one" });
  assert.equal((await thief.next("direct")).text, "for the new one");
  assert.equal(thief.all("direct").length, 1);
});

Deno.test("what is said to a person that nobody knows is refused, and goes to nobody of that nick", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const called = [["bob", 'you knew as "bob"'], ["", "that is"], [
    "\x1b[2J",
    "you knew as",
  ]] as const;
  for (const [to, told] of called) {
    ann.send({ ...direct, to, toPerson: "nobody", text: "secret", id: `m ${to}` });
    const { code, message, id } = await ann.next("error", ({ id }) => id === `m ${to}`);
    assert.deepEqual([code, id], ["no_such_nick", `m ${to}`]);
    assert.ok(message.includes(`The person ${told}`), message);
  }
  await bob.say("all is heard");
  assert.equal(bob.all("direct").length + ann.all("direct").length, 0);
});

Deno.test("who was here before persons were remembered is found by the nick, if it is the same still", async () => {
  class Older extends MemoryStore {
    override remember({ identity, nick }: Parameters<MemoryStore["remember"]>[0]): Promise<void> {
      return super.remember({ identity, nick, keys: nickKeys(nick) });
    }
  }
  await using server = startServer({ sessionBounds, store: new Older() });
  await using ann = await RawClient.join(server.port, "ann");
  const [bob, carl] = [
    await RawClient.join(server.port, "bob"),
    await RawClient.join(server.port, "carl"),
  ];
  await leave(bob);
  await leave(carl);
  ann.send({ ...direct, to: "bob", toPerson: personOf(bob), text: "hi", id: "m1" });
  assert.equal((await ann.next("direct")).toPerson, personOf(bob));
  ann.send({ ...direct, to: "carl", toPerson: personOf(bob), text: "hi", id: "m2" });
  assert.equal((await ann.next("error")).id, "m2");
});

Deno.test("a page with a person has all of it and nothing of who took the nick", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  ann.command("msg", "bob one");
  await ann.next("direct");
  bob.command("nick", "rob");
  bob.command("msg", "ann two");
  await ann.next("direct", ({ text }) => text === "two");
  await leave(bob);
  await using thief = await RawClient.join(server.port, "bob");
  ann.command("msg", "bob for the thief");
  await thief.next("direct");
  const page = async (about: object) => {
    ann.send({ type: "history", room: "@", limit: 10, id: JSON.stringify(about), ...about });
    return textsOf((await ann.next("directs", ({ id }) => id === JSON.stringify(about))).messages);
  };
  assert.deepEqual(await page({ with: ["bob"], withPersons: [personOf(bob)] }), ["one", "two"]);
  assert.deepEqual(await page({ withPersons: [personOf(thief)] }), ["for the thief"]);
  assert.deepEqual(await page({ withPersons: ["nobody"] }), []);
  const unknown = { with: ["bob"], withPersons: ["nobody"] };
  assert.deepEqual(await page(unknown), ["one", "for the thief"], "the nick stands in");
});

Deno.test("that somebody types is told to the person alone", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  bob.command("nick", "rob");
  await bob.next("rename");
  await using thief = await RawClient.join(server.port, "bob");
  ann.send({ type: "typing", to: "bob", toPerson: personOf(bob) });
  assert.equal((await bob.next("typing")).nick, "ann");
  await thief.say("all is heard");
  assert.equal(thief.all("typing").length, 0);
});

Deno.test("a guest who takes the nick of one who is gone gets nothing of what was said to the earlier one", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const guest = await RawClient.join(server.port, "guest");
  ann.command("msg", "guest before");
  await guest.next("direct");
  await leave(guest);
  ann.command("msg", "guest while away");
  await ann.next("direct", ({ text }) => text === "while away");
  await using other = await RawClient.join(server.port, "guest");
  ann.command("msg", "guest to the new one");
  assert.equal((await other.next("direct")).text, "to the new one");
  other.send({ type: "history", room: "@", limit: 10, id: "h1" });
  const { messages } = await other.next("directs", ({ id }) => id === "h1");
  assert.deepEqual(textsOf(messages), ["to the new one"]);
  await leave(other);
  ann.send({ ...direct, to: "guest", toPerson: personOf(guest), text: "to the first" });
  await ann.next("direct", ({ text }) => text === "to the first");
  await using back = await RawClient.join(server.port, "g", {
    ...{ token: guest.welcome.token, resume: { "@": 0 } },
  });
  assert.deepEqual(textsOf(back.all("directs")[0]?.messages ?? []), [
    ...["before", "while away", "to the first"],
  ]);
});
