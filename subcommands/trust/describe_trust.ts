import type { Address } from "../../cli/address.ts";
import { formatAddress, formatLink } from "../../helpers/network/format_address.ts";
import { quoted } from "../../helpers/text/quoted.ts";
import type { TcpAddress } from "../../net/open_tcp.ts";
import type { CertificateProblem } from "../../net/tls/handshake_error.ts";
import type { ServerCertificate } from "../../net/tls/server_certificate.ts";
import type { Expected, Refusal } from "../../net/tls/next_step.ts";
import type { KnownServer } from "./known_servers.ts";

/** Of which server, and what was known of it. */
export interface About {
  readonly address: Address;
  readonly expected: Expected;
  readonly kept: KnownServer | undefined;
  /** The file that has `kept`; undefined if nothing can be kept. */
  readonly keptIn?: string;
  readonly nowMs: number;
  /** What a person types to start this client again, with another address. */
  readonly commandFor: (address: string) => string;
}

const nothingSaid = "Nothing was said to it";
const perhapsOthers = `Perhaps somebody on the way answers in the server's place. ${nothingSaid}`;

/** Why a server is refused, and what to do; for the place behind "Cannot connect to …: ". */
export function describeRefusal(refusal: Refusal, about: About): string {
  switch (refusal.code) {
    case "not_encrypted":
      return `what answers there does not encrypt, ${reasonToEncrypt(about)}. ${perhapsOthers}` +
        adviceInTheClear(about);
    case "other_key":
      return describeOtherKey(refusal.found.fingerprint, about);
    case "not_proven":
      return `what answers there shows ${
        shownKey(refusal.found)
      }, and does not prove that it has ` +
        `it. ${perhapsOthers}`;
    case "not_vouched_for":
      return describeNotVouchedFor(refusal.found.fingerprint, refusal.passedOver, about);
    case "bad_certificate":
      return describeBadCertificate(refusal.problem, refusal.found, about);
    default:
      return refusal satisfies never;
  }
}

/** What adds to the authorities that Deno brings, which are all that count otherwise, whatever the system knows. */
const moreAuthorities = "DENO_CERT=FILE makes one known to this program, and " +
  "DENO_TLS_CA_STORE=system those of this machine";

function describeNotVouchedFor(
  found: string,
  passedOver: ServerCertificate | undefined,
  about: About,
): string {
  const before = "an authority vouched for this server until now";
  if (passedOver === undefined) {
    return `${before}, and it shows no certificate of one any more. ` +
      accept("Its own key", found, about);
  }
  const reasons = "the client knew that authority before, and was started otherwise now " +
    `(${moreAuthorities}), or the server has another certificate, or somebody on the way ` +
    "answers in its place";
  return `${before}, and now it shows a certificate of ${quoted(passedOver.issuer)}, whom this ` +
    `program does not know. ${accept("Its own key", found, about, reasons)}`;
}

function shownKey(found: ServerCertificate | undefined): string {
  return found === undefined
    ? "the certificate of a key"
    : `the server's key, ${found.fingerprint}`;
}

function reasonToEncrypt({ expected, kept }: About): string {
  switch (expected.type) {
    case "key":
      return kept === undefined
        ? "and by the address it has a key, so it does"
        : "and its key is known, so it did once";
    case "authority":
      return "and an authority vouched for it, so it did once";
    case "nothing":
      return "and it did a moment ago";
    default:
      return expected satisfies never;
  }
}

/** What to do where the server is meant not to encrypt any more; empty where to try again is enough. */
function adviceInTheClear({ address, kept, keptIn }: About): string {
  const steps = [
    ...kept === undefined || keptIn === undefined
      ? []
      : [`delete the entry of ${serverOf(address)} in "${keptIn}"`],
    ...address.fingerprint === undefined ? [] : ["join without the fingerprint"],
  ];
  if (steps.length === 0) return "";
  return `. Ask whoever runs the server. Only if it is meant not to encrypt: ${
    steps.join(", and ")
  }`;
}

function describeOtherKey(found: string, about: About): string {
  const { address: { fingerprint }, kept } = about;
  if (fingerprint === undefined) {
    const before = kept?.by === "key" ? ` It was ${kept.fingerprint}.` : "";
    return `the server's key has changed.${before} ${accept("Now the key", found, about)}`;
  }
  const mistyped = describeMistyped(fingerprint, found);
  const problem = `the server's key is not ${fingerprint}, as the address says${mistyped}. `;
  if (kept?.by === "key" && kept.fingerprint === found) {
    // What is kept was perhaps only ever trusted on first use: the address may know better.
    const reasons = "the address is wrong here, or somebody on the way answers in the server's " +
      "place, and did before";
    return problem + accept("The key, which is the one that was kept here,", found, about, reasons);
  }
  return problem + accept("The key", found, about);
}

/** What it may mean, and the one command that goes on with the key. */
function accept(
  what: string,
  found: string,
  about: About,
  reasons = "the server was set up anew, or somebody on the way answers in its place",
): string {
  return `${what} is ${found}. Either ${reasons}, to read along. ${nothingSaid}. Ask whoever runs ` +
    `the server which key it shows for /address. Only if it is this one:${command(about, found)}`;
}

/** Empty unless one letter makes the difference. */
function describeMistyped(fingerprint: string, found: string): string {
  const letters = [...found.replaceAll("-", "")];
  const wrong = [...fingerprint.replaceAll("-", "")]
    .flatMap((letter, index) => letter === letters[index] ? [] : [{ letter, index }]);
  const [only, ...others] = wrong;
  if (only === undefined || others.length > 0) return "";
  return `; one letter makes the difference, "${only.letter}" for "${letters[only.index]}" in ` +
    `place ${only.index + 1}, so it may be mistyped`;
}

function describeBadCertificate(
  problem: CertificateProblem,
  { issuer, names, validFromMs, validToMs }: ServerCertificate,
  about: About,
): string {
  const { address, nowMs } = about;
  const byKey = `by its own key, with the fingerprint that /address shows at the server:` +
    command(about, "FINGERPRINT");
  switch (problem) {
    case "expired":
      return `the server's certificate was good until ${when(validToMs)}, and here it is ` +
        `${when(nowMs)}. Whoever runs the server is to renew it, or this machine's clock is ` +
        `wrong. Until then join ${byKey}`;
    case "not_yet_valid":
      return `the server's certificate is good from ${when(validFromMs)} on, and here it is ` +
        `${when(nowMs)}; is this machine's clock right? Until then join ${byKey}`;
    case "other_name": {
      const known = names.map((name) => quoted(name)).join(", ") || "no name";
      const first = names.find((name) => /^[\w.-]+$/.test(name));
      const byName = first === undefined
        ? ""
        : `by that name:${command({ ...about, address: { ...address, host: first } })}\nOr join `;
      return `the server's certificate is for ${known}, and not for ${quoted(address.host)}. ` +
        `Join ${byName}${byKey}`;
    }
    case "unknown_issuer":
      return `what answers there has a certificate of ${quoted(issuer)}, whom this program ` +
        `does not know, and no key of its own as a chatroom server has; is it one? ` +
        moreAuthorities;
    case "bad_certificate":
      return `the server's certificate is not sound. Join ${byKey}`;
    default:
      return problem satisfies never;
  }
}

/** What a person is told of a server that was reached. `passedOver`: of an authority that is not known. */
export function describeFirstKey(
  address: TcpAddress,
  fingerprint: string,
  isKept: boolean,
  passedOver?: ServerCertificate,
): string {
  const kept = isKept ? ". It is kept, and must be the same from now on" : "";
  const other = passedOver === undefined
    ? ""
    : `. Its certificate of ${quoted(passedOver.issuer)} counts for nothing here, since this ` +
      `program does not know that authority: ${moreAuthorities}`;
  return `First time here: The key of ${serverOf(address)} is ${fingerprint}${kept}; at the ` +
    `server /address shows it, to compare${other}`;
}

export function describeNewKey(address: TcpAddress, kept: KnownServer, found: string): string {
  const was = kept.by === "key"
    ? `another key before, ${kept.fingerprint}`
    : "a certificate of an authority before";
  return `${serverOf(address)} had ${was}; from now on its key is ${found}, as the address says, ` +
    `which is believed. If you have that address from nobody you trust, leave, and ask whoever ` +
    `runs the server which key it shows for /address`;
}

/** Where certificates cannot be looked at. */
export const cannotEncrypt =
  `This program cannot encrypt to a server whose key it does not know, with the Deno ${Deno.version.deno} in it`;

export function describeNotKept(
  address: TcpAddress,
  { by }: KnownServer,
  reason: string,
): string {
  const server = serverOf(address);
  const what = by === "key" ? `The key of ${server}` : `That an authority vouches for ${server}`;
  return `${what} is not kept, and the next time only a fingerprint in the address counts: ` +
    reason;
}

/** To paste, in a row of its own. */
function command(
  { address, commandFor }: Pick<About, "address" | "commandFor">,
  fingerprint?: string,
): string {
  const { room, invite } = address;
  const isPlace = room === undefined && invite === undefined;
  const text = isPlace
    ? formatAddress(address.host, address.port, fingerprint)
    : formatLink({ ...address, fingerprint });
  return `\n  ${commandFor(text)}`;
}

function serverOf({ host, port }: TcpAddress): string {
  return formatAddress(host, port);
}

/** To the minute, in UTC. */
function when(ms: number): string {
  if (Number.isNaN(ms)) return "a day that is none";
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
