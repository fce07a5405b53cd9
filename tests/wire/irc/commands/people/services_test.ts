import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 60_000 };
const password = "correct-horse";

function notices(lines: readonly string[], service = "NickServ"): readonly string[] {
  const start = new RegExp(`^(?:@\\S+ )?:${service}!services@\\S+ NOTICE \\S+ :`);
  return lines.filter((line) => start.test(line)).map((line) => line.replace(start, ""));
}

Deno.test("NickServ makes an account, logs in to it and gives its nick back", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities: ["account-notify"],
  });
  assert.deepEqual(
    notices(await ann.ask(`PRIVMSG NickServ :REGISTER ${password} with blanks`)),
    ["Write: REGISTER password [email]"],
    "nothing of a password is cut off",
  );
  const made = await ann.ask(`PRIVMSG nickserv :register ${password} ann@example.org`);
  assert.deepEqual(notices(made), ["You have made the account ann."]);
  assert.ok(made.some((line) => / 900 ann ann!\S+ ann :/.test(line)), made.join("\n"));

  await using other = await IrcSpeaker.register(server.port, "ann_");
  const wrong = await other.ask("NS IDENTIFY ann wrong-password");
  assert.equal(notices(wrong).length, 1, wrong.join("\n"));
  assert.ok(!wrong.some((line) => / 900 /.test(line)), wrong.join("\n"));
  const refused = await other.ask("NS GHOST ann wrong-password");
  assert.equal(notices(refused).length, 1, "it is told once");
  const ghosted = await other.ask(`PRIVMSG NickServ :GHOST ann ${password}`);
  assert.deepEqual(notices(ghosted), ["You are logged in to ann."], ghosted.join("\n"));
  assert.ok(ghosted.some((line) => /^:ann_!\S+ NICK ann$/.test(line)), ghosted.join("\n"));
  assert.ok((await ann.ask("WHOIS ann")).some((line) => / 330 ann ann ann :/.test(line)));

  for (const each of [ann, other]) {
    each.send("QUIT");
    await each.ended();
  }
  await using back = await IrcSpeaker.register(server.port, "lee");
  const identified = await back.ask(`NICKSERV :IDENTIFY ann ${password}`);
  assert.deepEqual(notices(identified), ["You are logged in to ann."]);
  assert.ok(!identified.some((line) => / NICK /.test(line)), "its nick stays");
  const regained = await back.ask(`NS REGAIN ann ${password}`);
  assert.ok(regained.some((line) => /^:lee!\S+ NICK ann$/.test(line)), regained.join("\n"));
  const own = await back.ask(`NS IDENTIFY ${password}`);
  assert.equal(notices(own).length, 1, "logged in already");
});

Deno.test("NickServ changes a password for who knows it", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await ann.ask(`NS REGISTER ${password}`);
  const usage = ["Write: SET PASSWORD current new"];
  assert.deepEqual(notices(await ann.ask(`NS SET PASSWORD ${password}`)), usage);
  assert.match(notices(await ann.ask("NS SET PASSWORD wrong new-password"))[0] ?? "", /wrong/);
  await using bob = await IrcSpeaker.register(server.port, "bob");
  const changed = await ann.ask(`PRIVMSG NickServ :set password ${password} new-password`);
  assert.match(notices(changed)[0] ?? "", /^"ann" has this password now/);
  assert.match(notices(await bob.ask(`NS IDENTIFY ann ${password}`))[0] ?? "", /wrong/);
  assert.deepEqual(notices(await bob.ask("NS IDENTIFY ann new-password")), [
    "You are logged in to ann.",
  ]);
});

Deno.test("ChanServ does what MODE does, for those who may", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  assert.match((await bob.ask("PRIVMSG ChanServ :OP #dev")).join("\n"), / 482 bob #dev :/);
  await ann.ask("CS OP #dev bob");
  await bob.next(/^:ann!\S+ MODE #dev \+o bob$/);
  await ann.ask("CHANSERV DEOP #dev bob");
  await bob.next(/^:ann!\S+ MODE #dev -o bob$/);
  assert.match((await ann.ask("CS VOICE #none bob")).join("\n"), / 403 ann #none :/);
  assert.deepEqual(notices(await ann.ask("CS OP"), "ChanServ"), ["Write: OP #channel [nick]"]);
});

Deno.test("what services are asked is seen by nobody else, with a label or without", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities: ["batch", "echo-message", "labeled-response", "message-tags"],
  });
  const lines = await ann.ask("@label=1 PRIVMSG NickServ :HELP");
  assert.match(lines[0] ?? "", /^@label=1\S* :\S+ BATCH \+\S+ labeled-response$/);
  assert.match(lines[1] ?? "", /^@batch=\S+ :ann!\S+ PRIVMSG NickServ :HELP$/);
  assert.equal(notices(lines).length, 5, lines.join("\n"));
  assert.match(notices(await ann.ask("NS DROP"))[0] ?? "", /^NickServ does not know DROP/);
  // A program's answer to what NickServ has told.
  assert.deepEqual(await ann.ask("NOTICE NickServ :thanks"), []);
});
