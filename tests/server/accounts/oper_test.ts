import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { Passwords } from "../../../server/accounts/passwords.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const password = "correct horse";

async function oper(client: RawClient, name: string, secret: string): Promise<string> {
  client.sendLines(JSON.stringify({ type: "oper", name, password: secret, id: "o" }));
  return await client.transcript.next((message) => {
    if (message.type === "error" && message.id === "o") return message.code;
    return message.type === "notice" && message.id === "o" ? "operator" : undefined;
  }, "the answer");
}

async function roleOf(client: RawClient, nick: string): Promise<string | undefined> {
  client.command("whois", nick);
  return (await client.next("whois")).role;
}

Deno.test("oper makes a session an operator's while it lives, by a password of who has no account", async () => {
  const operators = [{ name: "root", password: await new Passwords().hash(password) }];
  await using server = startServer({ sessionBounds: unlimited, operators });
  await using ann = await RawClient.join(server.port, "ann", { session: "1" });
  const { token, person } = ann.welcome;
  const second = await RawClient.join(server.port, "ann", { token, session: "2" });
  assert.equal(await oper(second, "root", "wrong"), "password_wrong");
  assert.equal(await oper(second, "nobody", password), "password_wrong");
  second.command("stats", "", { id: "early" });
  assert.equal((await second.next("error")).code, "not_allowed");
  assert.equal(await oper(second, "root", password), "operator");
  second.command("whois", "ann");
  const whois = await second.next("whois");
  assert.deepEqual([whois.nick, whois.person, whois.role], ["ann", person, "operator"]);
  second.command("audit");
  const [entry] = (await second.next("audit")).entries;
  assert.deepEqual([entry?.action, entry?.by, entry?.text], ["oper", "ann", "root"]);
  second.sendLines(JSON.stringify({ type: "bye" }));
  await second.next("bye");
  await second[Symbol.asyncDispose]();
  assert.equal(await roleOf(ann, "ann"), undefined);
});

Deno.test("oper takes the password of an operator's account, and of no other account", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(JSON.stringify({ type: "register", account: "*", password }));
  await ann.next("login");
  await using bob = await RawClient.join(server.port, "bob");
  assert.equal(await oper(bob, "ann", password), "password_wrong");
  server.operator.runCommand("op", "ann");
  await ann.next("moderation");
  assert.equal(await oper(bob, "ann", password), "operator");
  assert.equal(await roleOf(bob, "bob"), "operator");
  server.operator.runCommand("deop", "ann");
  await ann.next("moderation");
  assert.equal(await roleOf(bob, "ann"), undefined);
});
