import { message, text } from "@optique/core/message";
import { choice, integer, string, transform, type ValueParser } from "@optique/core/valueparser";
import { formatAddress } from "../helpers/network/format_address.ts";
import { isHostName } from "../helpers/network/host_name.ts";
import { type Network, parseNetwork } from "../helpers/network/networks.ts";
import {
  type Address,
  addressForms,
  fragmentForm,
  hasBadFragment,
  hostForms,
  listenForms,
  type ListenPlace,
  parseAddress,
  parseHost,
  parseListenPlace,
} from "./address.ts";

/** An address to connect to. */
export function address(): ValueParser<"sync", Address> {
  const format = ({ host, port, fingerprint }: Address) => formatAddress(host, port, fingerprint);
  const forms = (text: string) => hasBadFragment(text) ? fragmentForm : addressForms;
  return allowing(forms, readBy("ADDRESS", parseAddress, format));
}

/** An address to listen on. */
export function host(): ValueParser<"sync", string> {
  return allowing(hostForms, readBy("ADDRESS", parseHost, (host) => host));
}

/** Some places to listen on. */
export function listenPlaces(): ValueParser<"sync", readonly ListenPlace[]> {
  const format = (places: readonly ListenPlace[]) =>
    places.map(({ host, port }) => formatAddress(host, port)).join(",");
  const parse = (text: string) => readList(text, parseListenPlace);
  return allowing(listenForms, readBy("HOST:PORT", parse, format));
}

/** What a server is called, where only a host's name will do. */
export function hostName(): ValueParser<"sync", string> {
  const parse = (text: string) => isHostName(text) ? text : undefined;
  return allowing(hostNameForm, readBy("NAME", parse, (name) => name));
}

const hostNameForm =
  "a host name with a dot in it, as in irc.example.org, of at most 63 letters, digits, hyphens and dots";

/** Names in the address that a browser goes to, in lower case. */
export function webHosts(): ValueParser<"sync", readonly string[]> {
  const parse = (text: string) => readList(text, parseWebHost);
  return allowing(webHostForms, readBy("NAME", parse, (names) => names.join(",")));
}

const webHostForms =
  "host names, as in chat.example.org,www.example.org, without http:// and without a port";

function parseWebHost(text: string): string | undefined {
  const isName = text.length <= 253 && /^[\w-]+(?:\.[\w-]+)*\.?$/.test(text);
  return isName ? text.toLowerCase().replace(/\.$/, "") : undefined;
}

/** Where pages come from, as `new URL(…).origin` has it. */
export function origins(): ValueParser<"sync", readonly string[]> {
  const parse = (text: string) => readList(text, parseOrigin);
  return allowing(originForms, readBy("ORIGIN", parse, (origins) => origins.join(",")));
}

const originForms =
  "origins, as in https://chat.example.org,http://192.0.2.1:8080, with nothing behind the port";

function parseOrigin(text: string): string | undefined {
  const { origin, protocol, href } = URL.parse(text) ?? {};
  const isWeb = protocol === "http:" || protocol === "https:";
  return isWeb && href === `${origin}/` ? origin : undefined;
}

const networkForms =
  "IP addresses or networks, as in 10.0.0.7,2001:db8::/32, and not all addresses";

/** Some of all addresses. */
export function networks(): ValueParser<"sync", readonly Network[]> {
  const format = (networks: readonly Network[]) => networks.map(({ text }) => text).join(",");
  return allowing(networkForms, readBy("CIDR", parseNetworks, format));
}

function parseNetworks(text: string): readonly Network[] | undefined {
  const networks = readList(text, parseNetwork);
  return networks?.every(({ prefixLength }) => prefixLength > 0) ? networks : undefined;
}

/** What stands between commas; undefined if any of it cannot be read. */
function readList<T extends object | string>(
  text: string,
  parse: (text: string) => T | undefined,
): readonly T[] | undefined {
  const parts = text.split(",");
  const values = parts.flatMap((part) => parse(part.trim()) ?? []);
  return values.length === parts.length ? values : undefined;
}

function readBy<T>(
  metavar: "ADDRESS" | "CIDR" | "HOST:PORT" | "NAME" | "ORIGIN",
  parse: (text: string) => T | undefined,
  unmap: (value: T) => string,
): ValueParser<"sync", T> {
  const map = (text: string) => {
    const value = parse(text);
    // The parser library makes a refusal of it.
    if (value === undefined) throw new TypeError(`No address: ${text}`);
    return value;
  };
  return transform(string({ metavar }), { map, unmap });
}

/** A path that need not exist; shells complete it. */
export function pathOf(type: "file" | "directory"): ValueParser<"sync", string> {
  const metavar = type === "file" ? "FILE" : "DIR";
  return {
    ...allowing(`the path of a ${type}`, string({ metavar, pattern: /\S/ })),
    *suggest(prefix) {
      const includeHidden = /(^|[/\\])\.(?!\.$)[^/\\]*$/.test(prefix);
      const description = type === "file" ? message`File` : message`Directory`;
      yield { kind: "file", type, pattern: prefix, includeHidden, description };
    },
  };
}

export function wholeNumber(
  metavar: "N" | "PORT",
  { min, max }: { readonly min: number; readonly max?: number },
): ValueParser<"sync", number> {
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  return allowing(`a whole number ${range}`, integer({ metavar, min, max }));
}

/** Text for people to see, on one line; `maxLength` is in code points. */
export function oneLine(
  metavar: "NAME" | "NICK" | "ROOM" | "CODE",
  maxLength: number,
): ValueParser<"sync", string> {
  const pattern = new RegExp(`^\\P{Cc}{1,${maxLength}}$`, "u");
  const allowed = `1 to ${maxLength} characters with no control characters`;
  return allowing(allowed, string({ metavar, pattern }));
}

export function oneOf<const T extends string>(
  metavar: "FORMAT" | "MODE" | "-",
  choices: readonly [T, ...T[]],
): ValueParser<"sync", T> {
  return allowing(choices.join(" or "), choice(choices, { metavar }));
}

const yes = ["1", "true", "yes", "on"] as const;
const no = ["0", "false", "no", "off"] as const;

/** The value of a variable that stands for a flag. */
export function yesOrNo(): ValueParser<"sync", boolean> {
  const parser = transform(choice([...yes, ...no], { caseInsensitive: true }), {
    map: (word) => yes.some((each) => each === word),
    unmap: (isYes) => isYes ? "1" : "0",
  });
  return allowing("1, true, yes or on, or 0, false, no or off", parser);
}

/**
 * The parser with one error for all that it refuses. The error begins with a verb, in front of
 * which stands the name of the option or variable.
 */
function allowing<T>(
  allowed: string | ((input: string) => string),
  parser: ValueParser<"sync", T>,
): ValueParser<"sync", T> {
  return {
    ...parser,
    parse(input) {
      const result = parser.parse(input);
      if (result.success) return result;
      const forms = typeof allowed === "string" ? allowed : allowed(input);
      return { success: false, error: message`must be ${text(forms)}, but got ${input}.` };
    },
  };
}
