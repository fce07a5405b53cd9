import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { delay } from "../../helpers/delay.ts";
import { formatAddress } from "../../helpers/network/format_address.ts";
import { canLockFiles, lockFile } from "../../helpers/lock_file.ts";
import { canonicalAddress } from "../../helpers/network/networks.ts";
import { quoted } from "../../helpers/text/quoted.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { readRegularFile } from "../../helpers/regular_file.ts";
import { asciiHost } from "../../net/ascii_host.ts";
import { fingerprintOfPem } from "../../net/tls/fingerprint.ts";
import type { TcpAddress } from "../../net/open_tcp.ts";
import { ProtocolError } from "../../protocol.ts";
import { Fields, understood } from "../../wire/fields.ts";
import { forOwnerAlone, replaceFile } from "../replace_file.ts";

/** What a server has proven once, and has to prove ever after. */
export type KnownServer =
  | { readonly by: "key"; readonly fingerprint: string; readonly certificate: string }
  | { readonly by: "authority" };

interface Entry {
  readonly known: KnownServer;
  /** The day on which it was needed last, as in `2026-11-28`. */
  readonly used: string;
}

const version = 1;
export const maxKnownServers = 1000;
/** Of a certificate, as PEM. */
const maxCertificateLength = 32 * 1024;
const lockTries = 50;
const lockTriedEveryMs = 20;

/**
 * What is known of servers, for all clients of a user: `known_servers.json` in the settings directory, if there is one.
 * A file that cannot be read is never taken for an empty one: another key would be trusted then.
 */
export class KnownServers {
  /** The file; undefined where there is none. */
  readonly path: string | undefined;

  constructor(directory: string | undefined, private readonly now: () => Date = () => new Date()) {
    this.path = directory === undefined ? undefined : join(directory, "known_servers.json");
  }

  /** Throws an error that names the file and says what to do, where there is one that cannot be read. */
  find(address: TcpAddress): KnownServer | undefined {
    return this.path === undefined ? undefined : read(this.path).get(nameOf(address))?.known;
  }

  /**
   * Keeps what the server has proven, in place of `before`. False if meanwhile another client has kept something else.
   * Throws if it cannot be kept.
   */
  async keep(
    address: TcpAddress,
    known: KnownServer,
    before: KnownServer | undefined,
  ): Promise<boolean> {
    if (this.path === undefined) throw new Error("there is no home directory");
    const path = this.path;
    const name = nameOf(address);
    const used = this.now().toISOString().slice(0, 10);
    if (isDeepStrictEqual(read(path).get(name), { known, used })) return true;
    Deno.mkdirSync(dirname(path), { recursive: true, mode: forOwnerAlone.directory });
    using _lock = await lock(`${path}.lock`);
    const entries = read(path);
    const kept = entries.get(name)?.known;
    if (kept !== undefined && !isDeepStrictEqual(kept, before)) return false;
    entries.delete(name);
    entries.set(name, { known, used });
    // What could not be read again would lock out of every server.
    readEntry(fieldsOf(name, { known, used }));
    replaceFile(path, write(newest(entries)));
    return true;
  }
}

/** Other spellings of one host are one server; a name and its address, or two names of one machine, are two. */
function nameOf({ host, port }: TcpAddress): string {
  // On each link another machine may have the same link-local address (RFC 4007, 4).
  const [, address = "", zone = ""] = /^([^%]*)(.*)$/s.exec(asciiHost(host).toLowerCase()) ?? [];
  return formatAddress(canonicalAddress(address) + zone, port);
}

function newest(entries: ReadonlyMap<string, Entry>): [name: string, entry: Entry][] {
  // Within a day, those that were kept last stand last.
  return [...entries].sort(([, one], [, other]) =>
    one.used < other.used ? -1 : +(one.used > other.used)
  )
    .slice(-maxKnownServers);
}

function write(entries: readonly [name: string, entry: Entry][]): string {
  const servers = entries.map(([server, entry]) => fieldsOf(server, entry));
  return `${JSON.stringify({ version, servers }, undefined, 2)}\n`;
}

function fieldsOf(server: string, { known, used }: Entry): object {
  return { server, ...known, used };
}

function read(path: string): Map<string, Entry> {
  let text: string;
  try {
    text = readRegularFile(path);
  } catch (error) {
    if (isNone(error)) return new Map();
    throw unreadable(path, reasonOf(error), mendFile);
  }
  try {
    return readEntries(new Fields(JSON.parse(text)));
  } catch (error) {
    const isOne = error instanceof UnreadableEntry;
    throw unreadable(path, reasonOf(error), isOne ? mendEntry : mendFile);
  }
}

/** There can be no such file, or none that this process may read. */
function isNone(error: unknown): boolean {
  const { NotFound, NotADirectory, NotCapable } = Deno.errors;
  return [NotFound, NotADirectory, NotCapable].some((each) => error instanceof each);
}

function readEntries(fields: Fields): Map<string, Entry> {
  const found = fields.integer("version");
  if (found > version) throw new Error("a newer version of chatroom wrote it");
  const byName = new Map<string, Entry>();
  for (const [index, item] of fields.items("servers", (item) => item).entries()) {
    const [name, entry] = readNamed(item, index + 1);
    if (byName.has(name)) throw new UnreadableEntry(`${quoted(name)} is in it twice`);
    byName.set(name, entry);
  }
  return byName;
}

/** The message says which it is. */
class UnreadableEntry extends Error {}

function readNamed(item: unknown, place: number): [name: string, entry: Entry] {
  try {
    return readEntry(item);
  } catch (error) {
    const name = understood(() => new Fields(item).string("server"));
    const entry = name === undefined ? `entry number ${place}` : `the entry of ${quoted(name)}`;
    throw new UnreadableEntry(`${entry} cannot be read: ${reasonOf(error)}`);
  }
}

function readEntry(item: unknown): [name: string, entry: Entry] {
  const fields = new Fields(item);
  return [fields.string("server"), { known: readKnown(fields), used: fields.string("used") }];
}

function readKnown(fields: Fields): KnownServer {
  const by = fields.word("by");
  if (by === "authority") return { by };
  const certificate = fields.string("certificate", maxCertificateLength);
  const fingerprint = fields.string("fingerprint");
  const isSound = by === "key" && isOfKey(certificate, fingerprint);
  if (!isSound) throw new ProtocolError("bad_field", "The certificate is of another key");
  return { by, fingerprint, certificate };
}

function isOfKey(certificate: string, fingerprint: string): boolean {
  try {
    return fingerprintOfPem(certificate) === fingerprint;
  } catch {
    return false;
  }
}

const mendEntry = "mend that entry, or delete it and check the server's key anew";
const mendFile = "mend that file, or move it away and check keys anew";

function unreadable(path: string, reason: string, advice: string): Error {
  return new Error(`which keys servers have cannot be known: "${path}": ${reason}; ${advice}`);
}

/** For one client at a time, within a second. A Deno that locks no files goes on without. */
async function lock(path: string): Promise<Disposable> {
  for (let tries = 0; canLockFiles; tries++) {
    const held = lockFile(path);
    if (held !== undefined) return held;
    if (tries === lockTries) throw new Error(`another client holds "${path}"`);
    await delay(lockTriedEveryMs);
  }
  return { [Symbol.dispose]() {} };
}
