import { isBlockedByBrowsers } from "../helpers/network/blocked_ports.ts";
import { formatOrigin } from "../helpers/network/format_address.ts";
import { addressFacts } from "../helpers/network/networks.ts";

/** Where somebody can join. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface WebAddresses {
  /** The best first; none where no browser takes any. */
  readonly addresses: readonly string[];
  /** What stands above them, in words for people. */
  readonly lead: string;
  /** What stands below. */
  readonly notes: readonly string[];
}

export interface WebAddressesOptions {
  /** Where browsers find the page by a proxy of whoever runs the server. */
  readonly publicOrigins?: readonly string[];
  /** Whoever comes from another machine must be encrypted. */
  readonly requiresTls?: boolean;
  /** An authority vouches for the server there, which browsers may know. */
  readonly isCertified: (host: string) => boolean;
}

/** Where a browser finds the page. */
interface WebPlace extends Place {
  readonly isEncrypted: boolean;
}

/** Other machines reach it. */
export function isReached({ host }: Place): boolean {
  return !addressFacts(host).isLoopback;
}

/** Where browsers find the page: at what others on the network reach, or else on this machine. */
export function webAddresses(
  places: readonly Place[],
  { publicOrigins = [], requiresTls = false, isCertified }: WebAddressesOptions,
): WebAddresses {
  const open = places.filter(isOpenToBrowsers);
  const reached = open.filter(isReached);
  const isForOthers = publicOrigins.length > 0 || reached.length > 0;
  // In the clear no browser warns: that is what people can use where no authority vouches.
  const isEncrypted = (place: Place) =>
    isReached(place) && (requiresTls || isCertified(place.host));
  const shown = (isForOthers ? reached : open)
    .toSorted(shortFirst)
    .map((place) => ({ ...place, isEncrypted: isEncrypted(place) }));
  const addresses = [...publicOrigins, ...shown.map(formatOrigin)];
  return {
    addresses,
    lead: isForOthers ? "Join in a browser at" : "Join in a browser on this machine at",
    notes: addresses.length === 0 ? blockedNotes(places) : warningNotes(shown, isCertified),
  };
}

/** No browser takes a zone. */
function isOpenToBrowsers({ host, port }: Place): boolean {
  return !host.includes("%") && !isBlockedByBrowsers(port);
}

/** Names and IPv4, which can be typed. */
function shortFirst(one: Place, other: Place): number {
  return Number(one.host.includes(":")) - Number(other.host.includes(":"));
}

function blockedNotes(places: readonly Place[]): readonly string[] {
  const blocked = places.find(({ port }) => isBlockedByBrowsers(port));
  if (blocked === undefined) return [];
  return [`Browsers open no page at port ${blocked.port}; at another, such as 5000, they do`];
}

function warningNotes(
  shown: readonly WebPlace[],
  isCertified: WebAddressesOptions["isCertified"],
): readonly string[] {
  const unknown = shown.find(({ host, isEncrypted }) => isEncrypted && !isCertified(host));
  if (unknown === undefined) return [];
  const address = formatOrigin(unknown);
  return [`At ${address} the browser warns that it does not know this server: choose to go on`];
}
