/** The command line: arguments → subcommand → exit status. Only the last block exits. */

import { cleanText } from "./chat/text.ts";
import { parse } from "./cli/parse.ts";
import { StoreError } from "./store/store.ts";
import { failedStatus, Failure } from "./subcommands/failure.ts";
import { print, printError } from "./subcommands/standard_streams.ts";
import { colorsWanted } from "./ui/text_style.ts";

const env = (name: string) => Deno.env.get(name);

async function main(args: readonly string[]): Promise<number> {
  if (isDenoTooOld()) {
    console.error(`chatroom: needs Deno 2.9 or newer, and this is ${Deno.version.deno}`);
    return failedStatus;
  }
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof Failure || error instanceof StoreError)) throw error;
    // Messages quote what came from outside, errors of the system among them.
    printError(`chatroom: ${cleanText(error.message)}`);
    return error instanceof Failure ? error.exitStatus : failedStatus;
  }
}

/** Each subcommand is loaded only when it runs. */
async function run(args: readonly string[]): Promise<number> {
  const isTerminal = Deno.stdout.isTerminal();
  const parsed = parse(args, env, {
    out: print,
    error: printError,
    columns: isTerminal ? Deno.consoleSize().columns : undefined,
    colors: colorsWanted(env, isTerminal),
  });
  switch (parsed.command) {
    case "exit":
      return parsed.code;
    case "server": {
      const { runServer } = await import("./subcommands/server.ts");
      return await runServer(parsed.options);
    }
    case "client": {
      const { runClient } = await import("./subcommands/client.ts");
      return await runClient(parsed.options, args);
    }
    case "history": {
      const { runHistory } = await import("./subcommands/history.ts");
      return await runHistory(parsed.options);
    }
    case "admin": {
      const { runAdmin } = await import("./subcommands/admin.ts");
      return await runAdmin(parsed.options);
    }
    default:
      return parsed satisfies never;
  }
}

/** From source; the executable brings its own. */
function isDenoTooOld(): boolean {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return !Deno.build.standalone && (major < 2 || (major === 2 && minor < 9));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
