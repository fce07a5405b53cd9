import type { ServerCommandLine } from "../cli/server_options.ts";
import { onStopSignals } from "../cli/signals.ts";
import { cleanLine } from "../chat/text.ts";
import { type Server, type ServerOptions, startServer } from "../server.ts";
import { defaultRules } from "../server/sessions/rules.ts";
import type { LineEditor } from "../ui/line_editor.ts";
import { openOperatorConsole } from "../ui/operator_console.ts";
import { announcement } from "./announcement.ts";
import type { Store } from "../store/store.ts";
import { interruptedStatus } from "./failure.ts";
import { listenFailure } from "./listen_failure.ts";
import { readMotd } from "./motd.ts";
import { openStore } from "./open_store.ts";
import { type LogRecord, unexpected } from "../server/log.ts";
import { openStandardOutput, type StandardOutput } from "./standard_output.ts";
import { chooseLog } from "./choose_log.ts";

/** `chatroom server`: serves until it is stopped. Gives the exit status; throws `Failure`. */
export async function runServer(options: ServerCommandLine): Promise<number> {
  // What was typed wrong is told before anything is opened.
  const motd = options.motd === undefined ? undefined : readMotd(options.motd);
  const store = await openStore(options);
  const output = openStandardOutput((count) => log.formatRecord(leftOut(count)));
  const log = chooseLog(options.log, output);
  // With a console, lines go above the one that is being typed.
  let print = output.writeLines;
  const show = (text: string | undefined) => text === undefined ? undefined : print(text);

  const server = await listen(options, store, {
    motd,
    observe(messages) {
      if (!options.quiet) messages.forEach((message) => show(log.formatMessage(message)));
    },
    tellOperator: (message) => show(log.formatMessage(message)),
    log: (record) => show(log.formatRecord(record)),
  });
  show(log.formatRecord(announcement(options, server, cleanLine(store.place))));
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

/** Closes the store if the port cannot be opened; from then on the server does. */
async function listen(
  options: ServerCommandLine,
  store: Store,
  more: Pick<ServerOptions, "motd" | "observe" | "tellOperator" | "log">,
): Promise<Server> {
  const { host, port, name, maxClients, maxPerIp, rateLimit } = options;
  try {
    return startServer({
      hostname: host,
      port,
      name: cleanLine(name),
      store,
      keep: { days: options.keepDays, messages: options.keepMessages },
      bounds: { total: maxClients, perAddress: maxPerIp },
      rules: rateLimit ? defaultRules : { ...defaultRules, rate: undefined },
      ...more,
    });
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw listenFailure(error, host, port);
  }
}
