import assert from "node:assert/strict";
import { parseAddress } from "../../../cli/address.ts";
import type { ServerCertificate } from "../../../net/tls/server_certificate.ts";
import type { Refusal } from "../../../net/tls/next_step.ts";
import type { KnownServer } from "../../../subcommands/trust/known_servers.ts";
import { expectedOf } from "../../../subcommands/trust/trusted_opener.ts";
import { describeRefusal } from "../../../subcommands/trust/describe_trust.ts";

const [first, second] = ["kq3f-2abc-defg-hijk-lmno", "2222-3333-4444-5555-6666"];
const command = "\n  deno task client --nick ann ";
const kept: KnownServer = { by: "key", fingerprint: first, certificate: "PEM" };

const found = (fingerprint: string, names: readonly string[] = []): ServerCertificate => ({
  ...{ pem: "PEM", fingerprint, isOwn: true, issuer: "CN=\x1b[2JNobody", names },
  isSelfSigned: false,
  validFromMs: Date.parse("2027-01-02T03:04:05Z"),
  validToMs: Date.parse("2021-01-01T00:00:00Z"),
});

function words(
  refusal: Refusal,
  { fingerprint, known, host = "chat.example", ...place }: {
    fingerprint?: string;
    known?: KnownServer;
    host?: string;
    room?: string;
    invite?: string;
  } = {},
): string {
  return describeRefusal(refusal, {
    address: { host, port: 6000, fingerprint, ...place },
    expected: expectedOf(known, fingerprint),
    kept: known,
    keptIn: "/known_servers.json",
    nowMs: Date.parse("2026-11-28T12:00:00Z"),
    commandFor: (address) => `deno task client --nick ann ${address}`,
  });
}

Deno.test("describeRefusal() tells of a changed key what it may mean, and the one command that accepts it", () => {
  const text = words({ code: "other_key", found: found(second) }, { known: kept });
  assert.match(text, /^the server's key has changed\. It was kq3f-\S+ Now the key is 2222-/);
  assert.match(text, /set up anew, or somebody on the way/);
  assert.ok(text.endsWith(`:${command}chat.example:6000#${second}`), "in a row of its own");
  const ipv6 = words({ code: "other_key", found: found(second) }, { known: kept, host: "::1" });
  assert.ok(ipv6.endsWith(`:${command}[::1]:6000#${second}`));
  const authority = words({ code: "not_vouched_for", found: found(second) }, {
    known: { by: "authority" },
  });
  assert.match(authority, /^an authority vouched .* no certificate of one .* key is 2222-/);
  assert.ok(authority.endsWith(`:${command}chat.example:6000#${second}`));
});

Deno.test("describeRefusal() tells that an authority may be unknown for how the client was started", () => {
  const passedOver = found(first);
  const text = words({ code: "not_vouched_for", found: found(second), passedOver }, {
    known: { by: "authority" },
  });
  assert.match(text, /a certificate of "CN=\S+Nobody", whom this program does not know\. Its own/);
  assert.match(text, /Either the client knew .*DENO_CERT=FILE.*DENO_TLS_CA_STORE.* on the way/);
  assert.doesNotMatch(text, /[^\P{C}\n]/u);
});

Deno.test("describeRefusal() gives a command that leads to the room and by the invitation of the address", () => {
  const place = { room: "a 'b'!", invite: "CODE-1", host: "fe80::1%eth0", fingerprint: first };
  const text = words({ code: "other_key", found: found(second) }, place);
  const [, link = ""] = /:\n {2}deno task client --nick ann ([^"$`!]*)$/.exec(text) ?? [];
  const port = 6000;
  assert.deepEqual(parseAddress(link), { ...place, port, fingerprint: second });
  const named = words(
    { code: "bad_certificate", problem: "other_name", found: found(second, ["a.example"]) },
    { room: "dev" },
  );
  assert.match(named, / ann chatroom:\/\/a\.example:6000\/dev\nOr join by its own key/);
});

Deno.test("describeRefusal() tells that a fingerprint may be mistyped by one letter", () => {
  const fingerprint = first.replace("3", "7");
  const text = words({ code: "other_key", found: found(first) }, { fingerprint });
  assert.match(text, /not kq7f-\S+, as the address says; one letter .* "7" for "3" in place 3,/);
  assert.ok(text.endsWith(`:${command}chat.example:6000#${first}`));
  const other = words({ code: "other_key", found: found(second) }, { fingerprint });
  assert.doesNotMatch(other, /mistyped/);
});

Deno.test("describeRefusal() does not take the key that is kept for a better one than the address has", () => {
  const asked = { fingerprint: second, known: kept };
  const text = words({ code: "other_key", found: found(first) }, asked);
  assert.match(text, /not 2222-\S+, as the address says\. The key, .* kept here, is kq3f-/);
  assert.match(text, /address is wrong here, or somebody on the way .* did before, to read along/);
  assert.match(text, /Nothing was said to it\. Ask whoever runs the server which key/);
  assert.ok(text.endsWith(`:${command}chat.example:6000#${first}`));
});

Deno.test("describeRefusal() tells why a server has to encrypt", () => {
  const refusal = { code: "not_encrypted" } as const;
  assert.match(words(refusal, { known: kept }), /its key is known/);
  assert.match(words(refusal, { fingerprint: first }), /by the address it has a key/);
  assert.match(words(refusal, { known: { by: "authority" } }), /an authority vouched/);
  assert.match(words(refusal), /a moment ago.* Nothing was said to it$/);
  assert.match(words(refusal, { known: kept }), /delete the entry of \S+:6000 in "\/known_ser.*"$/);
  assert.match(words(refusal, { fingerprint: first }), /not to encrypt: join without the finger/);
  assert.match(
    words(refusal, { fingerprint: first, known: kept }),
    /"\/known_servers.json", and join without the fingerprint$/,
  );
  assert.match(words({ code: "not_proven", found: found(first) }), /does not prove/);
  assert.match(words({ code: "not_proven" }), /the certificate of a key, and does not prove/);
});

Deno.test("describeRefusal() tells what is wrong with a certificate, and shows nothing of it raw", () => {
  const of = (
    problem: Extract<Refusal, { code: "bad_certificate" }>["problem"],
    ...names: string[]
  ) => words({ code: "bad_certificate", problem, found: found(second, names) });
  assert.match(of("expired"), /until 2021-01-01 00:00 UTC, and here it is 2026-11-28 12:00 UTC/);
  assert.match(of("not_yet_valid"), /from 2027-01-02 03:04 UTC on, .* clock right/);
  assert.match(
    of("other_name", "a.example", "b"),
    /is for "a\.example", "b", and not for "chat\.ex/,
  );
  assert.match(
    of("other_name", "a.example"),
    / ann a\.example:6000\nOr join by its own key/,
  );
  assert.match(of("other_name", "*.example", "\x1b[2J"), /"\*\.example", "\\u\{?001b/);
  assert.doesNotMatch(of("other_name", "$(reboot)"), /ann \$/);
  assert.match(of("other_name"), /is for no name/);
  assert.match(of("bad_certificate"), /not sound/);
  for (const problem of ["unknown_issuer", "other_name"] as const) {
    assert.doesNotMatch(of(problem, "\x1b[2J\u202e\x9b"), /[^\P{C}\n]/u);
  }
});
