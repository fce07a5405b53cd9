import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { parseAddress } from "../../../cli/address.ts";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const own = await makeOwnCertificate();
/** There is a page. */
const withPage = { assets: [] };

Deno.test("/address tells everybody how to join, with fields and in words", async () => {
  await using server = startServer({ web: withPage, tls: { own } });
  const { port, fingerprint } = server;
  await using ann = await RawClient.join(port, "ann");
  ann.command("address", "", { id: "a1" });
  const address = `127.0.0.1:${port}#${fingerprint}`;
  const told = await ann.next("addresses");
  assert.deepEqual([told.addresses, told.fingerprint, told.id], [[address], fingerprint, "a1"]);
  assert.deepEqual(told.webAddresses, [`http://127.0.0.1:${port}`]);
  const { text } = await ann.next("notice", ({ id }) => id === "a1");
  const [lead, web, head, first, irc, sha256] = text.split("\n");
  assert.deepEqual([lead, web, head, first], [
    "Join in a browser on this machine at",
    `http://127.0.0.1:${port}`,
    "Or join with chatroom client and one of these addresses",
    address,
  ]);
  assert.match(irc ?? "", /^IRC clients and nc take host and port; the SHA-256 /);
  const shown = new X509Certificate(own.certificate).fingerprint256;
  assert.equal(sha256, shown.replaceAll(":", "").toLowerCase());
  assert.equal(told.certificateSha256, sha256);
});

Deno.test("/address begins with where a proxy has the page, but not with another site", async () => {
  const allowedOrigins = ["https://site.example", "https://chat.example"];
  await using server = startServer({
    web: { ...withPage, hostNames: ["chat.example"], allowedOrigins },
  });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("address", "");
  assert.deepEqual((await ann.next("addresses")).webAddresses, ["https://chat.example"]);
});

Deno.test("/address of a server without encryption has no fingerprint", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("address", "");
  const { addresses, webAddresses, fingerprint, certificateSha256 } = await ann.next("addresses");
  assert.deepEqual(addresses, [`127.0.0.1:${server.port}`]);
  assert.deepEqual(webAddresses, [], "there is no page");
  assert.deepEqual([fingerprint, certificateSha256], [undefined, undefined]);
});

Deno.test("what /link and /invite show carries the fingerprint of the server's key", async () => {
  await using server = startServer({ web: withPage, tls: { own } });
  const { port, fingerprint, claimCode } = server;
  await using ann = await RawClient.join(port, "ann");
  await ann.say("hi");
  ann.command("claim", claimCode ?? "");
  ann.command("link", "", { id: "l1" });
  const shown = await ann.next("notice", ({ id }) => id === "l1");
  assert.ok(shown.text.includes(`chatroom client 127.0.0.1:${port}#${fingerprint} --link `));
  ann.command("lock", "server");
  ann.command("invite", "", { id: "i1" });
  const { type: _type, id: _id, code, ...invitation } = await ann.next("invitation");
  const { text } = await ann.next("notice", ({ id }) => id === "i1");
  const [link = ""] = /chatroom:\S+/.exec(text) ?? [];
  const { invite, ...address } = parseAddress(link) ?? {};
  assert.deepEqual(address, { host: "127.0.0.1", port, fingerprint });
  assert.match(invite ?? "", /^[A-Z-]+$/);
  assert.partialDeepStrictEqual({ code, ...invitation }, { code: invite, link });
  assert.equal(invitation.webLink, `http://127.0.0.1:${port}/?invite=${code}`);
  assert.ok(text.includes(`: ${invitation.webLink}\n`), text);
});

Deno.test("what /invite shows leads into the room where it is typed, unless that is closed", async () => {
  await using server = startServer({ web: withPage });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("hi");
  ann.command("claim", server.claimCode ?? "");
  const invite = async (room: string) => {
    ann.command("invite", "2h 3", { room });
    const { code, link, webLink = "", uses } = await ann.next("invitation");
    assert.equal(uses, 3);
    return [new URL(webLink).hash, parseAddress(link)?.room, webLink.includes(`?invite=${code}`)];
  };
  ann.command("join", "dev");
  await ann.next("joined", ({ room }) => room === "dev");
  assert.deepEqual(await invite("dev"), ["#dev", "dev", true]);
  assert.deepEqual(await invite("lobby"), ["", undefined, true]);
  ann.command("private", "on", { room: "dev" });
  assert.deepEqual(await invite("dev"), ["", undefined, true]);
});
