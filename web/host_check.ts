import { parseNetwork } from "../helpers/network/networks.ts";

export interface HostCheckOptions {
  /** Names of the machine, and those that whoever runs the server has allowed. */
  readonly names: readonly string[];
  /** Names in the certificate of the server, which may be exchanged; `*.` stands for one label (RFC 6125, 6.4.3). */
  readonly certificateNames: () => readonly string[];
}

/** Domains that nobody can have in the public DNS (RFC 6761, 6762, 8375), or that home routers use. */
const localDomain = /\.(?:localhost|local|lan|home\.arpa)$/;

/**
 * Tells whether a `Host` may be this server's. Against DNS rebinding: a page elsewhere whose name somebody points to this
 * machine would be of the same origin as the server, and could talk with it in the name of whoever looks at that page.
 * That takes a name in the public DNS, so addresses and names that are not in it pass.
 */
export class HostCheck {
  readonly #names: ReadonlySet<string>;

  constructor(private readonly options: HostCheckOptions) {
    this.#names = new Set(options.names.map(canonicalName));
  }

  /** `name` as `hostNameIn` gives it. */
  allows(name: string): boolean {
    if (parseNetwork(name) !== undefined) return true;
    if (!name.includes(".") || localDomain.test(name) || this.#names.has(name)) return true;
    return this.options.certificateNames().some((certified) =>
      matches(canonicalName(certified), name)
    );
  }
}

/** The host in a `Host` field or a URL, without the port, in lower case. Undefined if it is none. */
export function hostNameIn(host: string): string | undefined {
  const form =
    /^(?:\[(?<ipv6>[\da-f.]*:[\da-f:.]*)\]|(?<name>[\w-]+(?:\.[\w-]+)*\.?))(?::\d{0,5})?$/i;
  const { ipv6, name } = form.exec(host)?.groups ?? {};
  if (ipv6 !== undefined) return parseNetwork(ipv6) === undefined ? undefined : ipv6.toLowerCase();
  return name === undefined ? undefined : canonicalName(name);
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

function matches(certified: string, name: string): boolean {
  if (!certified.startsWith("*.")) return certified === name;
  return name.replace(/^[^.]+/, "*") === certified;
}
