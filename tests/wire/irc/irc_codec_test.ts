import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";

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
