import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { stores } from "../../../store/mod.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };

Deno.test("whatever tells of somebody tells who it is, whatever the nick", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  const { welcome: { person } } = bob;
  assert.ok(person !== undefined && person !== ann.welcome.person);
  assert.equal((await ann.next("join")).person, person);
  await bob.say("as bob");
  bob.command("nick", "rob");
  await bob.say("as rob");
  bob.send({ type: "typing", room: "lobby" }, { type: "typing", to: "ann" });
  bob.command("away", "lunch");
  bob.command("topic", "Lunch");
  bob.command("msg", "ann hi");
  await bob.next("direct");
  ann.command("whois", "rob");
  ann.command("who");
  ann.send({ type: "history", room: "lobby", limit: 5 });
  const heard = [
    ...[await ann.next("whois"), ...(await ann.next("members")).members.slice(1)],
    ...[...ann.all("message"), ...(await ann.next("history")).messages],
    ...[...ann.all("rename"), ...ann.all("typing"), ...ann.all("away"), ...ann.all("topic")],
    ...ann.all("direct"),
  ];
  assert.equal(heard.length, 2 + 5 + 5 + 1);
  assert.deepEqual(new Set(heard.map((each) => each.person)), new Set([person]));
  assert.equal(ann.all("direct")[0]?.toPerson, ann.welcome.person);
  assert.ok(!JSON.stringify(ann.received).includes(bob.welcome.token.split(".", 1)[0] ?? ""));
  await bob[Symbol.asyncDispose]();
  assert.equal((await ann.next("leave")).person, person);
});

Deno.test("who comes in is told who is there, and oneself is among them", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const [joined] = bob.all("joined");
  assert.deepEqual(joined?.members.map((each) => each.person), [
    ...[ann.welcome.person, bob.welcome.person],
  ]);
});

Deno.test("somebody else who takes a nick is another person, also in what was said under it", async () => {
  await using server = startServer({ sessionBounds, reserveDays: 0 });
  const first = await RawClient.join(server.port, "bob");
  await first.say("I am the first");
  await first[Symbol.asyncDispose]();
  await using second = await RawClient.join(server.port, "bob");
  await second.say("I am the second");
  second.command("search", "I am");
  const { messages } = await second.next("results");
  const persons = new Map(messages.map(({ text, person }) => [text, person]));
  assert.equal(persons.get("I am the second"), second.welcome.person);
  assert.equal(persons.get("I am the first"), first.welcome.person);
  assert.notEqual(first.welcome.person, second.welcome.person);
});

Deno.test("a person is the same after a restart, and so is the one of what was said before", async () => {
  await using directory = await TemporaryDirectory.make();
  const open = async () =>
    startServer({ sessionBounds, store: await stores.sqlite({ directory: directory.path }) });
  const first = await open();
  const bob = await RawClient.join(first.port, "bob");
  await bob.say("before");
  bob.command("msg", "bob to myself");
  await bob.next("direct");
  const { person, token } = bob.welcome;
  await first.stop();
  await bob[Symbol.asyncDispose]();
  await using second = await open();
  await using again = await RawClient.join(second.port, "rob", { token });
  assert.equal(again.welcome.person, person);
  await again.next("history");
  assert.equal(again.all("history")[0]?.messages[0]?.person, person);
  // It comes before the history of the room, or after.
  const { messages: [direct] } = again.all("directs")[0] ?? await again.next("directs");
  assert.deepEqual([direct?.person, direct?.toPerson], [person, person]);
});

Deno.test("in a large room it is told who came and went, beside the nicks", async () => {
  await using server = startServer({ sessionBounds, presenceEveryMs: 1 });
  await using clients = new AsyncDisposableStack();
  const ann = clients.use(await RawClient.join(server.port, "ann"));
  const persons = new Map<string, string | undefined>();
  for (let index = 0; index < 101; index++) {
    const { welcome } = clients.use(await RawClient.join(server.port, `n${index}`));
    persons.set(welcome.nick, welcome.person);
  }
  const { joined, joinedPersons, leftPersons } = await ann.next("presence");
  assert.deepEqual(joinedPersons, joined.map((nick) => persons.get(nick)));
  assert.deepEqual(leftPersons, []);
});
