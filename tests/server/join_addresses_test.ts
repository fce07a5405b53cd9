import assert from "node:assert/strict";
import { JoinAddresses, type JoinAddressesOptions } from "../../server/join_addresses.ts";
import { parseAddress } from "../../cli/address.ts";
import { makeCertificate } from "../support/tls/certificates.ts";

const authority = await makeCertificate({ names: ["authority.example"] });
const fingerprint = "kq3f-2abc-defg-hijk-lmno";

function open(options: Partial<JoinAddressesOptions> = {}): JoinAddresses {
  const listening = [{ hostname: "127.0.0.1", port: 5000 }];
  return new JoinAddresses({ listening, fingerprint, hasPage: true, ...options });
}

Deno.test("JoinAddresses carry the fingerprint of the server's key, if it has one", () => {
  assert.deepEqual(open().all(), [`127.0.0.1:5000#${fingerprint}`]);
  assert.deepEqual(open({ fingerprint: undefined }).all(), ["127.0.0.1:5000"]);
  const link = `chatroom://127.0.0.1:5000/?invite=CODE#${fingerprint}`;
  assert.equal(open().invitation("CODE").link, link);
  const listening = [{ hostname: "fe80::1", port: 5000, typed: "fe80::1%eth0" }];
  const zoned = open({ listening });
  assert.deepEqual(zoned.all(), [`[fe80::1%eth0]:5000#${fingerprint}`]);
});

Deno.test("JoinAddresses tell the server's own certificate, unless an authority's is shown", () => {
  const { certificate } = authority;
  const own = open({ ownCertificate: certificate });
  assert.match(own.certificateSha256 ?? "", /^[0-9a-f]{64}$/);
  assert.ok(own.tell(true).text.endsWith(`\n${own.certificateSha256}`));
  assert.equal(open({ ownCertificate: certificate, certificate }).certificateSha256, undefined);
});

Deno.test("JoinAddresses end with this machine where the server listens on all", () => {
  for (const hostname of ["::", "0.0.0.0"]) {
    const addresses = open({ listening: [{ hostname, port: 5000 }] }).all();
    assert.equal(addresses.at(-1), `127.0.0.1:5000#${fingerprint}`);
    for (const address of addresses) assert.equal(parseAddress(address)?.fingerprint, fingerprint);
  }
});

Deno.test("JoinAddresses begin with the names of an authority's certificate, with the fingerprint too", async () => {
  const names = ["chat.example", "*.chat.example", "xn--caf-dma.example", "a b", "x\u001b[2J"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const addresses = open({ certificate });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  assert.deepEqual(addresses.all(), [
    `chat.example:5000#${fingerprint}`,
    `xn--caf-dma.example:5000#${fingerprint}`,
    byKey,
  ]);
  assert.equal(addresses.best, `chat.example:5000#${fingerprint}`);
  const renewed = await makeCertificate({ names: ["new.example"], by: authority });
  addresses.useCertificate(renewed.certificate);
  assert.deepEqual(addresses.all(), [`new.example:5000#${fingerprint}`, byKey]);
});

Deno.test("JoinAddresses begin with nothing that is good on this machine alone", async () => {
  const names = ["localhost", "a.localhost", "127.0.0.2", "::1", "192.0.2.7", "2001:db8::7"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const byKey = `127.0.0.1:5000#${fingerprint}`;
  const byName = [`192.0.2.7:5000#${fingerprint}`, `[2001:db8::7]:5000#${fingerprint}`];
  assert.deepEqual(open({ certificate }).all(), [...byName, byKey]);
  const listening = [{ hostname: "192.0.2.7", port: 5000 }];
  assert.deepEqual(open({ certificate, listening }).all(), byName.toReversed());
});

Deno.test("JoinAddresses.tell() tells other machines of none that is good on this one alone", async () => {
  const { certificate } = await makeCertificate({ names: ["chat.example"], by: authority });
  const addresses = open({ certificate, command: "deno task client" });
  const byName = `chat.example:5000#${fingerprint}`;
  assert.deepEqual(addresses.tell(false).addresses, [byName]);
  assert.match(
    addresses.tell(false).text,
    /^Join in a browser at\nhttps:\/\/chat\.example:5000\nOr join with chatroom client and .*\nchat\.example:\S+\nIRC clients and nc take host and port$/,
  );
  assert.deepEqual(addresses.tell(true).addresses, addresses.all());
  assert.match(addresses.tell(true).text, /^Or join with deno task client and /m);
  assert.deepEqual(open().tell(false).addresses, open().all(), "there is no other");
});

Deno.test("JoinAddresses.tell() tells that a link-local address has the interface of this machine", () => {
  const listening = [{ hostname: "fe80::1", port: 5000, typed: "fe80::1%eth0" }];
  const lines = open({ listening }).tell(false).text.split("\n");
  assert.equal(lines[1], `"[fe80::1%eth0]:5000#${fingerprint}"`);
  assert.match(lines[2] ?? "", /^Behind % stands this machine's interface; another machine/);
  assert.equal(open().tell(false).text.split("\n").length, 5);
});

Deno.test("JoinAddresses are of all that the server listens on, those first that others reach", async () => {
  const { certificate } = await makeCertificate({ names: ["chat.example"], by: authority });
  const listening = [
    { hostname: "127.0.0.1", port: 5000 },
    { hostname: "192.0.2.7", port: 6697 },
    { hostname: "192.0.2.8", port: 6698 },
  ];
  const addresses = open({ listening, certificate, fingerprint: undefined });
  const reached = [
    ...["chat.example:6697", "chat.example:6698"],
    ...["192.0.2.7:6697", "192.0.2.8:6698"],
  ];
  assert.deepEqual(addresses.all(), [...reached, "127.0.0.1:5000"]);
  assert.deepEqual(addresses.tell(false).addresses, reached);
  assert.equal(addresses.invitation("CODE").link, "chatroom://chat.example:6697/?invite=CODE");
});

Deno.test("JoinAddresses.web() is in the clear, without a warning, where no authority vouches", () => {
  const listening = [{ hostname: "192.0.2.7", port: 5000 }];
  for (const fingerprint of [undefined, "kq3f-2abc-defg-hijk-lmno"]) {
    assert.deepEqual(open({ listening, fingerprint }).web(), {
      addresses: ["http://192.0.2.7:5000"],
      lead: "Join in a browser at",
      notes: [],
    });
  }
});

Deno.test("JoinAddresses.web() is of this machine where no other one reaches the server, and says so", () => {
  const { addresses, lead, notes } = open({ requiresTls: true }).web();
  assert.deepEqual([addresses, notes], [["http://127.0.0.1:5000"], []]);
  assert.equal(lead, "Join in a browser on this machine at");
});

Deno.test("JoinAddresses.web() is encrypted where that is required, and tells of the browser's warning", async () => {
  const listening = [{ hostname: "192.0.2.7", port: 443 }, { hostname: "2001:db8::7", port: 80 }];
  const { addresses, notes } = open({ listening, requiresTls: true }).web();
  assert.deepEqual(addresses, ["https://192.0.2.7", "https://[2001:db8::7]:80"]);
  assert.match(open({ requiresTls: true }).tell(true).text, /\nIRC clients take .*with TLS alone$/);
  assert.match(notes.join(), /^At https:\/\/192\.0\.2\.7 the browser warns /);
  const { certificate } = await makeCertificate({ names: ["192.0.2.7"], by: authority });
  const certified = open({ listening: listening.slice(0, 1), requiresTls: true, certificate })
    .web();
  assert.deepEqual([certified.addresses, certified.notes], [["https://192.0.2.7"], []]);
});

Deno.test("JoinAddresses.web() is encrypted where an authority's certificate is for the name alone", async () => {
  const names = ["chat.example", "*.chat.example"];
  const { certificate } = await makeCertificate({ names, by: authority });
  const listening = [{ hostname: "2001:db8::7", port: 80 }, { hostname: "192.0.2.7", port: 80 }];
  const certified = open({ listening, certificate });
  assert.deepEqual(certified.web().addresses, [
    "https://chat.example:80",
    "http://192.0.2.7",
    "http://[2001:db8::7]",
  ]);
  assert.equal(certified.invitation("CODE").webLink, "https://chat.example:80/?invite=CODE");
  const selfSigned = await makeCertificate({ names });
  const { addresses } = open({ listening, certificate: selfSigned.certificate }).web();
  assert.equal(addresses[0], "http://chat.example");
});

Deno.test("JoinAddresses.web() leaves out what browsers do not take: a zone, and other protocols' ports", () => {
  const zoned = [{ hostname: "fe80::1", port: 5000, typed: "fe80::1%eth0" }];
  assert.deepEqual(open({ listening: zoned }).web().addresses, []);
  const irc = { hostname: "192.0.2.7", port: 6667 };
  const addresses = open({ listening: [irc] });
  assert.deepEqual(addresses.web().addresses, []);
  assert.match(addresses.tell(true).text, /^Browsers open no page at port 6667; .*\nJoin with /);
  assert.equal(addresses.invitation("CODE").webLink, undefined);
  assert.match(open({ hasPage: false }).tell(true).text, /^Join with /);
  const both = open({ listening: [irc, { hostname: "192.0.2.7", port: 5000 }] }).web();
  assert.deepEqual([both.addresses, both.notes], [["http://192.0.2.7:5000"], []]);
});

Deno.test("JoinAddresses.invitation() leads into a room", () => {
  const { link, webLink } = open().invitation("CODE", "größe'");
  assert.equal(webLink, "http://127.0.0.1:5000/?invite=CODE#gr%C3%B6%C3%9Fe%27");
  assert.equal(parseAddress(link)?.room, "größe'");
});

Deno.test("JoinAddresses.web() begins with where a proxy has the page, and needs no other", () => {
  const publicOrigins = ["https://chat.example"];
  const own = open({ publicOrigins });
  const { addresses, lead } = own.web();
  assert.deepEqual([addresses, lead], [publicOrigins, "Join in a browser at"]);
  assert.equal(own.invitation("CODE", "dev").webLink, "https://chat.example/?invite=CODE#dev");
  const listening = [{ hostname: "192.0.2.7", port: 5000 }];
  assert.deepEqual(open({ publicOrigins, listening }).web().addresses, [
    "https://chat.example",
    "http://192.0.2.7:5000",
  ]);
});
