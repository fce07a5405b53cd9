import type { ServerOptions } from "../cli/server_options.ts";
import { quote } from "../cli/quote.ts";
import { onStopSignals } from "../cli/signals.ts";
import { cleanLine } from "../chat/text.ts";
import { type Server, startServer } from "../server.ts";
import { defaultRules } from "../server/rules.ts";
import type { LineEditor } from "../ui/line_editor.ts";
import { openOperatorConsole } from "../ui/operator_console.ts";
import { announcement } from "./announcement.ts";
import { Failure, interruptedStatus, usageStatus } from "./failure.ts";
import { listenFailure } from "./listen_failure.ts";
import { readMotd } from "./motd.ts";
import { type LogRecord, unexpected } from "../server/log.ts";
import { openStandardOutput, type StandardOutput } from "./standard_output.ts";
import { chooseLog } from "./choose_log.ts";

/** `chatroom server`: serves until it is stopped. Gives the exit status; throws `Failure`. */
export async function runServer(options: ServerOptions): Promise<number> {
  checkDataDirectory(options.data);
  const output = openStandardOutput((count) => log.formatRecord(leftOut(count)));
  const log = chooseLog(options.log, output);
  // With a console, lines go above the one that is being typed.
  let print = output.writeLines;
  const show = (text: string | undefined) => text === undefined ? undefined : print(text);

  const server = listen(options, {
    observe(messages) {
      if (!options.quiet) messages.forEach((message) => show(log.formatMessage(message)));
    },
    tellOperator: (message) => show(log.formatMessage(message)),
    log: (record) => show(log.formatRecord(record)),
  });
  show(log.formatRecord(announcement(options, server)));
  using _unexpected = surviveUnexpected((error) => show(log.formatRecord(unexpected(error))));

  const interrupted = Promise.withResolvers<number>();
  let asked = false;
  const stop = () => {
    if (asked) interrupted.resolve(interruptedStatus);
    asked = true;
    server.stop();
  };
  using editor = openConsole(server, output, stop);
  if (editor !== undefined) print = (text) => editor.print(text);
  const release = onStopSignals(stop);
  try {
    return await Promise.race([server.stopped.then(() => 0), interrupted.promise]);
  } finally {
    release();
    editor?.[Symbol.dispose]();
    await output.flushed();
  }
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

/** A console where a person sits: the operator. */
function openConsole(
  { operator }: Server,
  output: StandardOutput,
  onInterrupt: () => void,
): LineEditor | undefined {
  const dumb = Deno.env.get("TERM") === "dumb";
  if (dumb || !output.isTerminal || !Deno.stdin.isTerminal()) return undefined;
  return openOperatorConsole({ operator, output, onInterrupt, known: () => operator.known() });
}

function listen(
  options: ServerOptions,
  listeners: Pick<Parameters<typeof startServer>[0] & object, "observe" | "tellOperator" | "log">,
): Server {
  const { host, port, name, motd, maxClients, maxPerIp, rateLimit } = options;
  try {
    return startServer({
      hostname: host,
      port,
      name: cleanLine(name),
      motd: motd === undefined ? undefined : readMotd(motd),
      bounds: { total: maxClients, perAddress: maxPerIp },
      rules: rateLimit ? defaultRules : { ...defaultRules, rate: undefined },
      ...listeners,
    });
  } catch (error) {
    throw error instanceof Failure ? error : listenFailure(error, host, port);
  }
}

/** It need not be there yet, but it must be able to become a directory. */
function checkDataDirectory(path: string | undefined): void {
  if (path === undefined) return;
  try {
    if (Deno.statSync(path).isDirectory) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new Failure(
      usageStatus,
      `--data must be a directory: cannot look at ${quote(path)}: ${error}`,
    );
  }
  throw new Failure(usageStatus, `--data must be a directory, but ${quote(path)} is a file`);
}
