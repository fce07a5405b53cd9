import { X509Certificate } from "node:crypto";
import { formatAddress, formatLink, formatWebLink } from "../helpers/network/format_address.ts";
import { addressFacts, parseNetwork } from "../helpers/network/networks.ts";
import { shellWord } from "../helpers/text/quoted.ts";
import { lanAddresses } from "../net/lan_addresses.ts";
import { type CertificateFacts, factsOf } from "../net/tls/certificate_facts.ts";
import {
  isReached,
  type Place,
  type WebAddresses,
  webAddresses,
  type WebAddressesOptions,
} from "./web_addresses.ts";

/** Where the server listens, as the system tells it. */
export interface Listening {
  readonly hostname: string;
  readonly port: number;
  /** The host as it was asked for. */
  readonly typed?: string;
}

export interface JoinAddressesOptions extends Omit<WebAddressesOptions, "isCertified"> {
  readonly listening: readonly Listening[];
  /** Of the server's own key; absent where there is no TLS. */
  readonly fingerprint?: string;
  /** The server's own, as PEM. */
  readonly ownCertificate?: string;
  /** Of an authority, as PEM. */
  readonly certificate?: string;
  /** There is a page for browsers; not, if absent. */
  readonly hasPage?: boolean;
  /** What starts a client on this machine; `chatroom client` if absent. */
  readonly command?: string;
}

/** How somebody gets in by an invitation. */
export interface InvitationLinks {
  /** For `chatroom client`. */
  readonly link: string;
  /** For a browser; undefined where none can open the page. */
  readonly webLink: string | undefined;
}

/** One is enough for people, and a certificate or a machine may have hundreds. */
const maxNames = 5;
const maxHosts = 50;
/** The program's own name: how others have it is not known here. */
const anyCommand = "chatroom client";

/** Where people join, ready to be pasted. */
export class JoinAddresses {
  readonly fingerprint: string | undefined;
  /** Of the server's own certificate, in hexadecimal; undefined where others are shown that of an authority. */
  readonly certificateSha256: string | undefined;
  /** Of the authority's certificate. */
  #certified: CertificateFacts | undefined;

  constructor(private readonly options: JoinAddressesOptions) {
    this.fingerprint = options.fingerprint;
    const { ownCertificate, certificate } = options;
    this.certificateSha256 = ownCertificate === undefined || certificate !== undefined
      ? undefined
      : new X509Certificate(ownCertificate).fingerprint256.replaceAll(":", "").toLowerCase();
    if (certificate !== undefined) this.useCertificate(certificate);
  }

  /** From now on the authority's, as PEM. Throws if it cannot be read. */
  useCertificate(certificate: string): void {
    this.#certified = factsOf(new X509Certificate(certificate));
  }

  /** In the certificate of an authority, if there is one. */
  get certificateNames(): readonly string[] {
    return this.#certified?.names ?? [];
  }

  /**
   * Where clients that go by the authority's certificate can reach the server with TLS. Undefined where there is none
   * that they could believe: it vouches for itself, has no names, or is not valid then.
   */
  certifiedPort(nowMs: number): number | undefined {
    const { names = [], isSelfSigned, validFromMs = NaN, validToMs = NaN } = this.#certified ?? {};
    if (isSelfSigned !== false || names.length === 0) return undefined;
    if (!(validFromMs <= nowMs && nowMs <= validToMs)) return undefined;
    const isForAll = ({ hostname }: Listening) => !addressFacts(hostname).isLoopback;
    return this.options.listening.find(isForAll)?.port;
  }

  get best(): string {
    return this.#format(this.#best);
  }

  /** Links to the best with the code of an invitation, and into a room if one is given. */
  invitation(code: string, room?: string): InvitationLinks {
    const [best] = this.web().addresses;
    return {
      link: formatLink({ ...this.#best, room, fingerprint: this.fingerprint, invite: code }),
      webLink: best && formatWebLink(best, { room, invite: code }),
    };
  }

  /** Where browsers find the page. */
  web(): WebAddresses {
    const { hasPage = false, publicOrigins, requiresTls } = this.options;
    const isCertified = (host: string) => this.#isCertified(host);
    return hasPage
      ? webAddresses(this.#places(), { publicOrigins, requiresTls, isCertified })
      : { addresses: [], lead: "", notes: [] };
  }

  /**
   * The best first: names in the certificate of an authority, then what others on the network reach, then this machine.
   */
  all(): readonly string[] {
    return this.#places().map((place) => this.#format(place));
  }

  /** What is told to somebody who asks, from this machine or from another one; the text is for people. */
  tell(isOnThisMachine: boolean): { readonly addresses: readonly string[]; readonly text: string } {
    const { command = anyCommand } = this.options;
    const addresses = isOnThisMachine ? this.all() : this.#forOthers();
    const client = isOnThisMachine ? command : anyCommand;
    const web = this.web();
    const lines = [
      ...web.addresses.length > 0 ? [web.lead, ...web.addresses] : [],
      ...web.notes,
      `${web.addresses.length > 0 ? "Or join" : "Join"} with ${client} and one of these addresses`,
      // Without the command in front of it each is whole in most windows, and can be pasted.
      ...addresses.map(shellWord),
      ...zoneNotes(addresses),
      ...this.#notesForOtherClients(),
    ];
    return { addresses, text: lines.join("\n") };
  }

  #notesForOtherClients(): readonly string[] {
    const sha256 = this.certificateSha256;
    const how = this.options.requiresTls
      ? "IRC clients take host and port, with TLS alone"
      : "IRC clients and nc take host and port";
    return sha256 === undefined
      ? [how]
      : [`${how}; the SHA-256 of the server's certificate, for IRC with TLS, is`, sha256];
  }

  /** All there are, if they are good on this machine alone. */
  #forOthers(): readonly string[] {
    const others = this.#places().filter(isReached);
    return others.length === 0 ? this.all() : others.map((place) => this.#format(place));
  }

  /** The certificate of an authority is for it. */
  #isCertified(host: string): boolean {
    const { names = [], isSelfSigned } = this.#certified ?? {};
    return isSelfSigned === false && names.includes(host);
  }

  #format({ host, port }: Place): string {
    return formatAddress(host, port, this.fingerprint);
  }

  get #best(): Place {
    const [best = { host: "127.0.0.1", port: 0 }] = this.#places();
    return best;
  }

  #places(): readonly Place[] {
    const all = this.options.listening.flatMap(placesOf);
    const hosts = new Set(all.map(({ host }) => host));
    // What stands in the certificate and among the hosts is left to them.
    const { names: certified = [] } = this.#certified ?? {};
    const names = certified.filter((name) => isForOthers(name) && !hosts.has(name));
    const reached = all.filter(isReached);
    // A name may lead to this machine by a proxy where none other than it is reached.
    const ports = new Set((reached.length > 0 ? reached : all).map(({ port }) => port));
    const named = names.slice(0, maxNames).flatMap((host) =>
      [...ports].map((port) => ({ host, port }))
    );
    return [...named, ...reached, ...all.filter((place) => !isReached(place))];
  }
}

function placesOf({ hostname, port, typed = "" }: Listening): readonly Place[] {
  return hostsOf(hostname, typed).map((host) => ({ host, port }));
}

function hostsOf(hostname: string, typed: string): readonly string[] {
  const ofNetworks = (...families: readonly ("IPv4" | "IPv6")[]) => [
    ...lanAddresses(families).slice(0, maxHosts),
    "127.0.0.1",
  ];
  if (hostname === "::") return ofNetworks("IPv4", "IPv6");
  if (hostname === "0.0.0.0") return ofNetworks("IPv4");
  // The system leaves out the zone, without which a link-local address is no use.
  return [typed.includes("%") ? typed : hostname];
}

/** What to say behind such addresses: a link-local one is good as it is on one machine alone (RFC 4007, 6). */
export function zoneNotes(addresses: readonly string[]): readonly string[] {
  if (!addresses.some((address) => address.includes("%"))) return [];
  return ["Behind % stands this machine's interface; another machine has its own there"];
}

/** Whether other machines can use it as an address. A wildcard is none. */
function isForOthers(name: string): boolean {
  if (parseNetwork(name) !== undefined) return !addressFacts(name).isLoopback;
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name) && !/(^|\.)localhost$/i.test(name);
}
