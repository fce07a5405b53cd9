import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { noDirectory } from "../../support/servers/no_directory.ts";
import { unlimited } from "../../support/servers/unlimited.ts";
import type { Encoder } from "../../../wire/dialect.ts";
import { irc } from "../../../wire/irc/irc.ts";

Deno.test("IrcCodec refuses what is not UTF-8 by its command, with its label", async () => {
  await using server = startServer({ hostName: "irc.example" });
  const capabilities = ["labeled-response"];
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  const line = new TextEncoder().encode("@label=ä PRIVMSG bob :\0\r\n");
  ann.sendBytes(line.map((byte) => byte === 0 ? 0xaa : byte));
  const why = "INVALID_UTF8 :The line is not UTF-8";
  assert.deepEqual(await ann.ask(), [`@label=ä :irc.example FAIL PRIVMSG ${why}`]);
  await using unnamed = await IrcSpeaker.connect(server.port);
  unnamed.send("CAP LS 302", "NICK bob");
  unnamed.sendBytes(new Uint8Array([...new TextEncoder().encode("USER a 0 * :"), 0xff, 13, 10]));
  await unnamed.next(/^:irc\.example FAIL USER INVALID_UTF8 :/);
});

Deno.test("ISUPPORT comes before registration and in a batch for who asks for that", async () => {
  await using server = startServer({ hostName: "irc.example" });
  await using ann = await IrcSpeaker.connect(server.port);
  ann.send("CAP LS 302", "ISUPPORT", "CAP REQ :batch draft/extended-isupport", "ISUPPORT");
  await ann.next(/^:irc\.example 451 \* /);
  await ann.next(/^:irc\.example BATCH \+r1 draft\/isupport$/);
  await ann.next(/^@batch=r1 :irc\.example 005 \* .* :are supported by this server$/);
  await ann.next(/^:irc\.example BATCH -r1$/);
  ann.send("NICK ann", "USER ann 0 * :Ann", "CAP END");
  const [next] = [await ann.next(/ 005 |BATCH/)];
  assert.equal(next, ":irc.example BATCH +r2 draft/isupport");
  await ann.next(/^@batch=r2 :irc\.example 005 ann /);
  assert.ok(!(await ann.ask("VERSION")).some((line) => line.startsWith(":irc.example 005")));
  await using bob = await IrcSpeaker.register(server.port, "bob");
  assert.match((await bob.ask("ISUPPORT"))[0] ?? "", /^:irc\.example 005 bob /);
});

Deno.test("codes for formatting are in nothing that people read, nor the digits of colours", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  const capabilities = ["away-notify", "setname", "draft/metadata-2"];
  await using bob = await IrcSpeaker.register(server.port, "bob", { capabilities });
  await using ann = await IrcSpeaker.register(server.port, "ann", {
    capabilities,
    realName: "\x0304,01Ann\x03",
  });
  await bob.ask("JOIN #dev", "METADATA * SUB avatar");
  await ann.ask("JOIN #dev");
  const whois = await bob.ask("WHOIS ann");
  assert.match(whois.find((line) => line.includes(" 311 ")) ?? "", / :?Ann$/);
  ann.send(
    "AWAY :\x0304gone\x03",
    "SETNAME :\x0305,06Anna\x0f",
    "METADATA * SET avatar :\x04ff8800value",
    "QUIT :\x0312bye\x03",
  );
  await bob.next(/ QUIT /);
  const told = bob.lines.filter((line) => / (AWAY|SETNAME|METADATA|QUIT) /.test(line))
    .map((line) => line.replace(/^\S+ (\S+) .*?:?(\S+)$/, "$1 $2"));
  assert.deepEqual(told, ["AWAY gone", "SETNAME Anna", "METADATA value", "QUIT bye"]);
});

Deno.test("IrcCodec keeps as many encoders as there may be, whatever sets of capabilities clients choose", () => {
  const encoders = new Map<string, Encoder>();
  const ignore = () => {};
  const context = { directory: noDirectory, encoders, isGreeted: false };
  const codec = irc.open({ ...context, send: ignore, sendBytes: ignore, end: ignore });
  const names = ["account-notify", "account-tag", "away-notify", "batch", "extended-join"];
  const more = ["invite-notify", "message-tags", "server-time", "setname", "chghost"];
  const keys = new Set<Encoder>();
  for (let chosen = 0; chosen < 1024; chosen++) {
    const asked = [...names, ...more].map((name, index) => chosen >> index & 1 ? name : `-${name}`);
    codec.decode(new TextEncoder().encode(`CAP REQ :${asked.join(" ")}`));
    keys.add(codec.encoder);
    assert.equal(codec.encoder, codec.encoder);
  }
  assert.ok(keys.size > 256, `${keys.size}`);
  assert.ok(encoders.size <= 256, `${encoders.size}`);
});
