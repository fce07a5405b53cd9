import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { Accounts } from "../chat/people/accounts.ts";
import { cleanLine, parseText } from "../chat/text.ts";
import { zoneAdvice } from "../cli/address.ts";
import { placesToListenOn, type ServerCommandLine } from "../cli/server_options.ts";
import { onStopSignals, surviveFileSizeLimit } from "../cli/signals.ts";
import { canLockFiles } from "../helpers/lock_file.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { readRegularFile } from "../helpers/regular_file.ts";
import { ListenError } from "../net/listen.ts";
import { listenLocally } from "../net/local_socket.ts";
import { type Server, startServer } from "../server.ts";
import type { ServerOptions } from "../server/server_options.ts";
import type { PasswordHash } from "../records.ts";
import { Passwords } from "../server/accounts/passwords.ts";
import type { FileSettings } from "../server/rehash.ts";
import { type LogRecord, unexpected } from "../server/log.ts";
import { defaultSessionBounds } from "../server/sessions/session_bounds.ts";
import { stores } from "../store/mod.ts";
import type { SqliteOptions } from "../store/sqlite.ts";
import { type Store, StoreError } from "../store/store.ts";
import { isInBackground } from "../ui/terminal/job_control.ts";
import type { LineEditor } from "../ui/line_editor.ts";
import { historyDirectory, madeHistoryDirectory } from "./directories.ts";
import { failedStatus, Failure, interruptedStatus, usageStatus } from "./failure.ts";
import { announcement, chooseLog, copied, indexing } from "./server_log.ts";
import { openServerTls, planTls, type TlsPlan, watchCertificate } from "./tls/server_tls.ts";
import { readOperatorFile } from "./operators/operator_file.ts";
import { openPage } from "./open_page.ts";
import { ownCommand } from "./own_command.ts";
import { readSecretFile } from "./secret_file.ts";
import { openStandardOutput, type StandardOutput } from "./standard_streams.ts";

/** `chatroom server`: serves until it is stopped. Gives the exit status; throws `Failure`. */
export async function runServer(options: ServerCommandLine): Promise<number> {
  if (options.showAddress) {
    const { showAddress } = await import("./addresses/show_address.ts");
    return await showAddress(options);
  }
  if (options.hashPassword) {
    const { hashPassword } = await import("./operators/hash_password.ts");
    return await hashPassword();
  }
  // What was typed wrong is told before anything is opened.
  const files = readFiles(options);
  const password = options.passwordFile && readSecretFile(options.passwordFile);
  const plan = await planTls(options);
  using _limited = surviveFileSizeLimit();
  const copies: string[] = [];
  const store = await openStore(options, {
    onIndexing: (done) => show(log.formatRecord(indexing(done))),
    onCopy: (path) => copies.push(path),
  });
  const output = openStandardOutput((count) => log.formatRecord(leftOut(count)));
  const log = chooseLog(options.log, output);
  // With a console, lines go above the one that is being typed.
  let print = output.writeLines;
  const show = (text: string | undefined) => text === undefined ? undefined : print(text);

  const { server, told } = await listen(options, plan, store, {
    ...files,
    async readFiles() {
      const read = readFiles(options);
      await watch?.check();
      return read;
    },
    password: await newPassword(password, store),
    observe(messages) {
      if (!options.quiet) messages.forEach((message) => show(log.formatMessage(message)));
    },
    tellOperator: (message) => show(log.formatMessage(message)),
    log(record) {
      if (!options.quiet || record.event !== "connected") show(log.formatRecord(record));
    },
  });
  using watch = watchCertificate(plan, server, (record) => show(log.formatRecord(record)));
  using _unexpected = surviveUnexpected((error) => show(log.formatRecord(unexpected(error))));

  const interrupted = Promise.withResolvers<number>();
  let asked = false;
  const stop = () => {
    if (asked) interrupted.resolve(interruptedStatus);
    asked = true;
    server.stop();
  };
  const release = onStopSignals(stop);
  const hasConsole = options.console && isForConsole(output);
  let editor: LineEditor | undefined;
  try {
    // From here on whoever reads it may stop the server.
    show(log.formatRecord(announcement(options, server, cleanLine(store.location), hasConsole)));
    for (const path of copies) show(log.formatRecord(copied(path)));
    for (const record of told) show(log.formatRecord(record));
    if (options.qr && options.log === "text") {
      const { describeQrCode } = await import("./addresses/describe_qr_code.ts");
      const { addresses } = server.addresses.web();
      show(describeQrCode(addresses, "", output));
    }
    const exposed = writableByOthers(options.data);
    if (exposed.length > 0) show(log.formatRecord(exposure(exposed)));
    if (hasConsole) {
      // Loaded only by whom it is for.
      const { openOperatorConsole } = await import("./operator_console.ts");
      editor = openOperatorConsole({
        ...{ operator: server.operator, output, onInterrupt: stop },
        webAddresses: () => Promise.resolve(server.addresses.web().addresses),
        // Nobody is to stop the service for all by a slip.
        canSuspend: false,
        onClosed: (editor) => editor.print(consoleClosed()),
      });
      print = editor.print.bind(editor);
    }
    return await Promise.race([server.stopped.then(() => 0), interrupted.promise]);
  } finally {
    const isTaken = await editor?.close() ?? true;
    if (isTaken) await output.flushed();
    release();
  }
}

/** Whoever takes the nick first would own the server otherwise. Throws `Failure`, with the store closed. */
async function refuseUnknownOwner(owner: string | undefined, store: Store): Promise<void> {
  if (owner === undefined) return;
  if (new Accounts(store.records.accounts.atOpening).lookUp(owner) !== undefined) return;
  await store[Symbol.asyncDispose]();
  const problem = `--owner names nobody: the nick ${JSON.stringify(owner)} is not reserved`;
  const advice = "its owner must have said something under it before; or start without, and /claim";
  throw new Failure(usageStatus, `${problem}; ${advice}`);
}

function consoleClosed(): string {
  return `The console is closed, and the server goes on: Ctrl+C here, or "kill ${Deno.pid}", stops it`;
}

/** Undefined for the one that the server has already: nobody is to be asked again for that. */
async function newPassword(
  password: string | undefined,
  { records: { server } }: Store,
): Promise<PasswordHash | undefined> {
  if (password === undefined) return undefined;
  const passwords = new Passwords();
  const kept = server.atOpening[0]?.password;
  const isSame = kept !== undefined && await passwords.verify(password, kept);
  return isSame ? undefined : await passwords.hash(password);
}

/** What the server has from files, and may read anew while it runs. Throws `Failure`. */
function readFiles({ motd, operatorFile }: ServerCommandLine): FileSettings {
  return {
    motd: motd === undefined ? undefined : readMotd(motd),
    operators: operatorFile === undefined ? undefined : readOperatorFile(operatorFile),
  };
}

/** The message of the day from its file. Throws `Failure`. */
function readMotd(path: string): string {
  try {
    return parseText(readRegularFile(path));
  } catch (error) {
    const file = `${JSON.stringify(path)}: ${reasonOf(error)}`;
    throw new Failure(usageStatus, `--motd must be a text file that can be read: ${file}`);
  }
}

/** What the server keeps its history in, opened. Throws `Failure` or `StoreError`. */
async function openStore(
  { data, memory, sync }: ServerCommandLine,
  told: Pick<SqliteOptions, "onIndexing" | "onCopy">,
): Promise<Store> {
  if (memory) return stores.memory();
  const directory = historyDirectory(data);
  refuseFile(directory);
  try {
    return await stores.sqlite({ directory, sync, ...told });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "in_use") throw error;
    const advice = "--data DIR names another, and --memory needs none";
    throw new Failure(failedStatus, `${error.message}: ${advice}`);
  }
}

/** Those of the data directory and its files that others than the owner may write to. */
function writableByOthers(given: string | undefined): readonly string[] {
  try {
    const directory = historyDirectory(given);
    const names = [...Deno.readDirSync(directory)].map(({ name }) => join(directory, name));
    // Windows has no such modes.
    return [directory, ...names].filter((path) => ((Deno.statSync(path).mode ?? 0) & 0o022) !== 0);
  } catch {
    // There is no directory, a file went away meanwhile, or the directory may be used but not listed.
    return [];
  }
}

function exposure(paths: readonly string[]): LogRecord {
  const named = paths.slice(0, 5).map((path) => JSON.stringify(path)).join(", ");
  const message =
    `Others may write to ${named}: they can change or delete the history and the server's key; "chmod go-w" ends it`;
  return { event: "writable_by_others", level: "warning", message };
}

function refuseFile(path: string): void {
  try {
    if (!Deno.statSync(path).isFile) return;
  } catch {
    // Not there yet, or not readable: opening it reports that.
    return;
  }
  const problem = `--data must be a directory, but ${JSON.stringify(path)} is a file`;
  throw new Failure(usageStatus, problem);
}

/**
 * The last line of defence: an error that no part has taken is told, and ends nothing. That it is ever needed
 * is a bug. Disposing takes it down.
 */
function surviveUnexpected(tell: (error: unknown) => void): Disposable {
  const onError = (event: ErrorEvent | PromiseRejectionEvent) => {
    event.preventDefault();
    tell(event instanceof ErrorEvent ? event.error : event.reason);
  };
  const events = ["error", "unhandledrejection"] as const;
  for (const type of events) globalThis.addEventListener(type, onError);
  return {
    [Symbol.dispose]() {
      for (const type of events) globalThis.removeEventListener(type, onError);
    },
  };
}

function leftOut(count: number): LogRecord {
  const message = `Nobody read this output for a while: ${count} times something was left out`;
  return { event: "output_left_out", level: "warning", message };
}

/** Whether a person sits there who may be the operator. */
function isForConsole({ isTerminal }: StandardOutput): boolean {
  if (Deno.env.get("TERM") === "dumb" || !isTerminal || !Deno.stdin.isTerminal()) return false;
  // Taking the terminal would stop this process.
  return !isInBackground();
}

const unlimited = { rate: undefined, addressRate: undefined, hasFreeGuesses: true } as const;

/** Closes the store if the port cannot be opened; from then on the server does. */
async function listen(
  options: ServerCommandLine,
  plan: TlsPlan,
  store: Store,
  more: Pick<
    ServerOptions,
    "motd" | "operators" | "readFiles" | "password" | "observe" | "tellOperator" | "log"
  >,
): Promise<{ server: Server; told: readonly LogRecord[] }> {
  await refuseUnknownOwner(options.owner, store);
  const [{ host, port }, ...others] = placesToListenOn(options);
  const { name, maxClients, maxPerIp, rateLimit, trustedProxies, data, memory } = options;
  try {
    const { tls, told } = await openServerTls(plan, options);
    const page = openPage(options);
    const server = startServer({
      ...{ tls, ...more },
      web: page.web && { ...page.web, metricsReaders: options.metricsFrom },
      hostname: host,
      clientCommand: ownCommand("client"),
      port,
      alsoListen: others.map(({ host, port }) => ({ hostname: host, port })),
      name: cleanLine(name),
      hostName: options.serverName,
      version: config.version,
      store,
      keep: { days: options.keepDays, messages: options.keepMessages },
      acceptClock: options.acceptClock,
      reserveDays: options.reserveDays,
      playbackLines: options.ircHistory,
      registration: options.register,
      passwordMin: options.passwordMin,
      owner: options.owner,
      readOnlyGuests: options.readOnlyGuests,
      connectionBounds: { total: maxClients, perAddress: maxPerIp },
      trustedProxies,
      // Without a history of its own, nothing but a lock keeps another server's socket out of the way.
      listenForAdmins: memory && !canLockFiles
        ? undefined
        : () => listenLocally(madeHistoryDirectory(data)),
      sessionBounds: rateLimit ? defaultSessionBounds : { ...defaultSessionBounds, ...unlimited },
    });
    return { server, told: [...told, ...page.told] };
  } catch (error) {
    await store[Symbol.asyncDispose]();
    if (error instanceof Failure) throw error;
    if (!(error instanceof ListenError)) throw error;
    throw new Failure(failedStatus, whyNotListening(error));
  }
}

function whyNotListening({ cause: error, address: { hostname: host, port } }: ListenError): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return `Port ${port} is in use on ${host}; choose another with --port or --listen, or 0 for any`;
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return `Not allowed to open port ${port}: ports below 1024 need privileges; choose another`;
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return `${host} is not an address of this machine: choose another with --host or --listen`;
  }
  // A name that cannot be resolved comes as a plain error.
  const advice = zoneAdvice(host);
  return `Cannot listen on ${host}, port ${port}: ${reasonOf(error)}${advice}`;
}
