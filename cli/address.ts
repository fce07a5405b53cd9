import { fingerprintForm, parseFingerprint } from "../helpers/network/fingerprint.ts";
import { isLonger } from "../helpers/text/text_length.ts";
import { defaultPort, limits } from "../protocol.ts";

export interface Address {
  /** A host name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly room?: string;
  /** The code of an invitation. */
  readonly invite?: string;
  /** Of the key that the server is to prove. */
  readonly fingerprint?: string;
}

/** What `parseAddress` and `parseHost` accept, in words for help and errors. */
export const addressForms =
  "HOST, HOST:PORT, [IPV6]:PORT or chatroom://HOST:PORT/ROOM, with a PORT from 1 to 65535, and behind it perhaps #FINGERPRINT";
/** The same of what stands behind a `#`. */
export const fragmentForm =
  `without a #, or have behind it the whole fingerprint that the server shows: ${fingerprintForm}, with or without hyphens`;
/** What `parseListenPlace` accepts. */
export const listenForms =
  "HOST:PORT or [IPV6]:PORT, with a PORT from 0 to 65535, as in 192.0.2.1:6697 or [::]:5000";
export const hostForms = "a host name or an IP address";

const urlForm =
  /^chatroom:\/\/(?<place>[^/?]*)(?:\/(?<room>[^/?]*))?(?:\?invite=(?<invite>[^&]*))?$/i;

/**
 * Reads one of `addressForms`, a URL perhaps with the code of an invitation, or an IPv6 address without brackets, which
 * then has no port; without a port it is `defaultPort`. Looks nothing up: the host need not exist. Undefined for all else.
 */
export function parseAddress(text: string): Address | undefined {
  const [, place = "", fragment] = /^([^#]*)(?:#(.*))?$/s.exec(text) ?? [];
  const address = parsePlace(place);
  if (address === undefined || fragment === undefined) return address;
  const fingerprint = parseFingerprint(fragment);
  return fingerprint === undefined ? undefined : { ...address, fingerprint };
}

/** True for an address that would be one, but for what stands behind its `#`. */
export function hasBadFragment(text: string): boolean {
  const [place = ""] = text.split("#", 1);
  return place !== text && parseAddress(text) === undefined && parsePlace(place) !== undefined;
}

function parsePlace(text: string): Address | undefined {
  const url = urlForm.exec(text)?.groups;
  // RFC 6874: in a URL the zone stands behind "%25".
  const place = url?.place?.replace(/%25(?=[\w.-]+\])/, "%") ?? text;
  const parts = /^(?<host>\[[^\]]*\]|[^:]*):(?<port>\d+)$/.exec(isIpv6(place) ? "" : place)?.groups;
  const host = parseHost(parts?.host ?? place);
  const port = Number(parts?.port ?? defaultPort);
  const room = readRoom(url?.room ?? "");
  const invite = url?.invite === undefined ? "" : readInvite(url.invite);
  if (host === undefined || room === undefined || invite === undefined) return undefined;
  if (port < 1 || port > 65535) return undefined;
  return { host, port, ...(room !== "" && { room }), ...(invite !== "" && { invite }) };
}

/**
 * Reads one of `hostForms`; IPv6 loses its brackets. Undefined for all else. Local networks know underscores and
 * letters of any script, so DNS's own rule would be too strict.
 */
export function parseHost(text: string): string | undefined {
  const ipv6 = /^\[(?<inner>.*)\]$/.exec(text)?.groups?.inner ?? text;
  if (isIpv6(ipv6)) return ipv6;
  return /^(?!-)[\p{L}\p{M}\p{N}._-]{1,253}$/u.test(text) ? text : undefined;
}

/** Where a server is to listen. */
export interface ListenPlace {
  /** IPv6 without brackets. */
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
}

/** Reads one of `listenForms`; undefined for all else. */
export function parseListenPlace(text: string): ListenPlace | undefined {
  const parts = /^(?<host>\[[^\]]*\]|[^:[\]]*):(?<port>\d{1,5})$/.exec(text)?.groups;
  const host = parseHost(parts?.host ?? "");
  const port = Number(parts?.port);
  return host === undefined || port > 65535 ? undefined : { host, port };
}

/** A link-local address may end in a zone, as in `fe80::1%eth0`, for which URL has no form. */
function isIpv6(text: string): boolean {
  const digits = /^(?<digits>[\da-f:.]*:[\da-f:.]*)(?:%[\w.-]+)?$/i.exec(text)?.groups?.digits;
  return digits !== undefined && URL.canParse(`ws://[${digits}]`);
}

/** Undefined if no invitation has such a code: only the server knows which are good. */
function readInvite(code: string): string | undefined {
  return /^[\w-]+$/.test(code) && code.length <= limits.secretBytes ? code : undefined;
}

/** Undefined if this cannot be the name of a room. Only the server knows the whole rule. */
function readRoom(encoded: string): string | undefined {
  try {
    const room = decodeURIComponent(encoded);
    return /\p{Cc}/u.test(room) || isLonger(room, limits.roomNameLength) ? undefined : room;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What to say behind an error of a link-local address, which is none without the right zone (RFC 4007, 11); else empty. */
export function zoneAdvice(host: string): string {
  const isWithoutZone = /^fe[89ab].*:/i.test(host) && !host.includes("%");
  const [, zone] = /^fe[89ab].*:.*%(.+)$/i.exec(host) ?? [];
  if (zone !== undefined) return `; ${zone} must be the interface of this machine that leads there`;
  return isWithoutZone ? "; add the interface that it is reached by, as in fe80::1%eth0" : "";
}
