import process from "node:process";
import type { ServerCommandLine } from "../../cli/server_options.ts";
import { toPlainJson } from "../../helpers/text/quoted.ts";
import { zoneNotes } from "../../server/join_addresses.ts";
import { cleanForTerminal } from "../../ui/clean_for_terminal.ts";
import { connectAsAdmin } from "../admin.ts";
import { askForAddresses } from "./ask_for_addresses.ts";
import { historyDirectory } from "../directories.ts";
import { waysToJoin } from "../server_log.ts";
import { printError, writeOut } from "../standard_streams.ts";

/** `chatroom server --show-address`, of the server on that directory. Gives the exit status; throws `Failure`. */
export async function showAddress(
  { data, log, qr }: Pick<ServerCommandLine, "data" | "log" | "qr">,
): Promise<number> {
  const directory = historyDirectory(data);
  const { addresses, webAddresses, fingerprint, certificateSha256 } = await askForAddresses(
    (options) => connectAsAdmin(directory, options),
  );
  if (log === "json") {
    const fields = { addresses, webAddresses, fingerprint, certificateSha256 };
    await writeOut(`${toPlainJson(fields)}\n`);
    return 0;
  }
  const lines = [...webAddresses, ...waysToJoin(addresses)].map(cleanForTerminal);
  await writeOut(`${lines.join("\n")}\n`);
  zoneNotes(addresses).forEach(printError);
  if (qr) {
    const { describeQrCode } = await import("./describe_qr_code.ts");
    const screen = { isTerminal: Deno.stdout.isTerminal(), size: process.stdout };
    await writeOut(`${describeQrCode(webAddresses, "", screen)}\n`);
  }
  return 0;
}
