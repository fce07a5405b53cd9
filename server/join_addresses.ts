import { X509Certificate } from "node:crypto";
import { formatAddress, formatLink } from "../helpers/format_address.ts";
import { addressFacts, parseNetwork } from "../helpers/networks.ts";
import { shellWord } from "../helpers/quoted.ts";
import { lanAddresses } from "../net/lan_addresses.ts";
import { factsOf } from "../net/tls/certificate_facts.ts";

export interface JoinAddressesOptions {
  /** As the system tells it. */
  readonly listening: { readonly hostname: string; readonly port: number };
  /** As it was asked for. */
  readonly typed?: string;
  /** Of the server's own key; absent where there is no TLS. */
  readonly fingerprint?: string;
  /** Of an authority, as PEM. */
  readonly certificate?: string;
  /** What starts a client on this machine; `chatroom client` if absent. */
  readonly command?: string;
}

/** One is enough for people, and a certificate or a machine may have hundreds. */
const maxNames = 5;
const maxHosts = 50;
/** The program's own name: how others have it is not known here. */
const anyCommand = "chatroom client";

/** Where people join, ready to be pasted. */
export class JoinAddresses {
  readonly fingerprint: string | undefined;
  /** Of the authority's certificate. */
  #certified: readonly string[] = [];

  constructor(private readonly options: JoinAddressesOptions) {
    this.fingerprint = options.fingerprint;
    if (options.certificate !== undefined) this.useCertificate(options.certificate);
  }

  /** From now on the authority's, as PEM. Throws if it cannot be read. */
  useCertificate(certificate: string): void {
    this.#certified = factsOf(new X509Certificate(certificate)).names;
  }

  get best(): string {
    return this.#format(this.#best);
  }

  /** A link to the best, with the code of an invitation. */
  invitation(code: string): string {
    const { listening: { port }, fingerprint } = this.options;
    return formatLink({ host: this.#best, port, fingerprint, invite: code });
  }

  /**
   * The best first: names in the certificate of an authority, then what others on the network reach, then this machine.
   */
  all(): readonly string[] {
    return this.#places().map((host) => this.#format(host));
  }

  /** What is told to somebody who asks, from this machine or from another one; the text is for people. */
  tell(isOnThisMachine: boolean): { readonly addresses: readonly string[]; readonly text: string } {
    const { command = anyCommand } = this.options;
    const addresses = isOnThisMachine ? this.all() : this.#forOthers();
    const lines = [
      `Join with ${isOnThisMachine ? command : anyCommand} and one of these addresses`,
      // Without the command in front of it each is whole in most windows, and can be pasted.
      ...addresses.map(shellWord),
      ...zoneNotes(addresses),
    ];
    return { addresses, text: lines.join("\n") };
  }

  /** All there are, if they are good on this machine alone. */
  #forOthers(): readonly string[] {
    const others = this.#places().filter((host) => !addressFacts(host).isLoopback);
    return others.length === 0 ? this.all() : others.map((host) => this.#format(host));
  }

  #format(host: string): string {
    return formatAddress(host, this.options.listening.port, this.options.fingerprint);
  }

  get #best(): string {
    const [best = this.options.listening.hostname] = this.#places();
    return best;
  }

  #places(): readonly string[] {
    const hosts = this.#hosts();
    // What stands in the certificate and among the hosts is left to them.
    const names = this.#certified.filter((name) => isForOthers(name) && !hosts.includes(name));
    return [...names.slice(0, maxNames), ...hosts];
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
