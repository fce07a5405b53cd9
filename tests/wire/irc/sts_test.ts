import assert from "node:assert/strict";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import type { KeyPair } from "../../../net/tls/own_certificate.ts";
import { startServer } from "../../../server.ts";
import { IrcSpeaker } from "../../support/clients/irc_speaker.ts";
import { proxyLine, trustedProxies } from "../../support/clients/proxied_client.ts";
import { makeCertificate } from "../../support/tls/certificates.ts";

const own = await makeOwnCertificate();
const by = await makeCertificate({ names: ["authority.example"] });
const names = ["chat.example"];
const good = await makeCertificate({ names, by });

/** What somebody from another machine is told of STS. */
async function policyOf(
  authority: KeyPair | undefined,
  { from = "192.0.2.1", version = "302", hostname = "0.0.0.0" } = {},
): Promise<string | undefined> {
  await using server = startServer({ tls: { own, authority }, hostname, trustedProxies });
  await using client = await IrcSpeaker.connect(server.port);
  if (from !== "") client.sendBytes(proxyLine(from));
  client.send(`CAP LS ${version}`, "CAP REQ :sts");
  await client.next(/ CAP \* NAK :sts$/);
  const listed = client.lines.filter((line) => line.includes(" CAP * LS "));
  const [, policy] = /[ :](sts=\S*)/.exec(listed.join("\n")) ?? [];
  return policy?.replace(`port=${server.port},`, "port=PORT,");
}

Deno.test("STS is told with the certificate of an authority alone, to other machines", async () => {
  const policy = "sts=port=PORT,duration=2592000";
  assert.equal(await policyOf(good), policy);
  assert.equal(await policyOf(undefined), undefined, "the server's own convinces no IRC client");
  assert.equal(await policyOf(by), undefined, "one that vouches for itself");
  const [unnamed, expired] = [
    await makeCertificate({ names: [], by }),
    await makeCertificate({ names, by, to: new Date("2001-01-01") }),
  ];
  assert.equal(await policyOf(unnamed), undefined);
  assert.equal(await policyOf(expired), undefined);
  assert.equal(await policyOf(good, { from: "" }), undefined, "this machine");
  assert.equal(await policyOf(good, { version: "" }), undefined, "who knows of no values");
  assert.equal(await policyOf(good, { hostname: "127.0.0.1" }), undefined, "nobody reaches it");
});

Deno.test("WEBIRC is refused in words, and ends the connection", async () => {
  await using server = startServer();
  await using gateway = await IrcSpeaker.connect(server.port);
  gateway.send("WEBIRC secret gateway host.example 192.0.2.1", "NICK ann", "USER ann 0 * :Ann");
  await gateway.next(/^ERROR :.*WEBIRC is not taken: gateways use the PROXY protocol/);
  await gateway.ended();
  assert.equal(gateway.lines.length, 1, gateway.lines.join("\n"));
});
