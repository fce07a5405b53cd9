import { X509Certificate } from "node:crypto";
import { formatAddress, formatLink, type LinkParts } from "../helpers/format_address.ts";
import { addressFacts, parseNetwork } from "../helpers/networks.ts";
import { lanAddresses } from "../net/lan_addresses.ts";
import { type CertificateFacts, factsOf } from "../net/tls/certificate_facts.ts";

export interface JoinAddressesOptions {
  /** As the system tells it. */
  readonly listening: { readonly hostname: string; readonly port: number };
  /** As it was asked for. */
  readonly typed?: string;
  /** Of the server's own key; absent where there is no TLS. */
  readonly fingerprint?: string;
  /** Of an authority, as PEM. */
  readonly certificate?: string;
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number;
}

/** One is enough for people, and a certificate or a machine may have hundreds. */
const maxNames = 5;
const maxHosts = 50;

/** Where people join, ready to be pasted. */
export class JoinAddresses {
  readonly fingerprint: string | undefined;
  #authority: CertificateFacts | undefined;

  constructor(private readonly options: JoinAddressesOptions) {
    this.fingerprint = options.fingerprint;
    if (options.certificate !== undefined) this.useCertificate(options.certificate);
  }

  /** From now on the authority's, as PEM. Throws if it cannot be read. */
  useCertificate(certificate: string): void {
    this.#authority = factsOf(new X509Certificate(certificate));
  }

  get best(): string {
    const { host, port, fingerprint } = this.#best;
    return formatAddress(host, port, fingerprint);
  }

  /** A link to the best, with the code of an invitation. */
  invitation(code: string): string {
    return formatLink({ ...this.#best, invite: code });
  }

  /**
   * The best first: names in the certificate of an authority, then what others on the network reach, then this machine.
   * Where clients believe that authority a name is enough.
   */
  all(): readonly string[] {
    return this.#places()
      .map(({ host, port, fingerprint }) => formatAddress(host, port, fingerprint));
  }

  get #best(): LinkParts {
    const { hostname: host, port } = this.options.listening;
    const [best = { host, port }] = this.#places();
    return best;
  }

  #places(): readonly LinkParts[] {
    const { listening: { port }, fingerprint } = this.options;
    const ofNames = this.#isVouchedFor() ? undefined : fingerprint;
    return [
      ...this.#names().map((host) => ({ host, port, fingerprint: ofNames })),
      ...this.#hosts().map((host) => ({ host, port, fingerprint })),
    ];
  }

  #hosts(): readonly string[] {
    const { listening: { hostname }, typed = "" } = this.options;
    const ofNetworks = (...families: readonly ("IPv4" | "IPv6")[]) => [
      ...lanAddresses(families).slice(0, maxHosts),
      "127.0.0.1",
    ];
    if (hostname === "::") return ofNetworks("IPv4", "IPv6");
    if (hostname === "0.0.0.0") return ofNetworks("IPv4");
    // The system leaves out the zone, without which a link-local address is no use.
    return [typed.includes("%") ? typed : hostname];
  }

  /** In the certificate; what stands among the hosts too is left to them, with the fingerprint. */
  #names(): readonly string[] {
    const { names = [] } = this.#authority ?? {};
    const hosts = this.#hosts();
    return names.filter((name) => isForOthers(name) && !hosts.includes(name)).slice(0, maxNames);
  }

  /** As far as can be told here: the certificate is good today, and signed by somebody else. */
  #isVouchedFor(): boolean {
    if (this.#authority === undefined) return false;
    const { isSelfSigned, validFromMs, validToMs } = this.#authority;
    const nowMs = this.options.clock();
    return !isSelfSigned && nowMs >= validFromMs && nowMs <= validToMs;
  }
}

/** Whether other machines can use it as an address. A wildcard is none. */
function isForOthers(name: string): boolean {
  if (parseNetwork(name) !== undefined) return !addressFacts(name).isLoopback;
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name) && !/(^|\.)localhost$/i.test(name);
}
