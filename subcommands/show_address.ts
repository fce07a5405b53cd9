import type { ServerCommandLine } from "../cli/server_options.ts";
import { toPlainJson } from "../helpers/text/quoted.ts";
import type { AddressesMessage } from "../protocol.ts";
import { zoneNotes } from "../server/join_addresses.ts";
import { cleanForTerminal } from "../ui/clean_for_terminal.ts";
import { connectAsAdmin } from "./admin.ts";
import { historyDirectory } from "./directories.ts";
import { failedStatus, Failure } from "./failure.ts";
import { waysToJoin } from "./server_log.ts";
import { printError, writeOut } from "./standard_streams.ts";

/** `chatroom server --show-address`, of the server on that directory. Gives the exit status; throws `Failure`. */
export async function showAddress(
  { data, log }: Pick<ServerCommandLine, "data" | "log">,
): Promise<number> {
  const { addresses, webAddresses, fingerprint, certificateSha256 } = await askForAddresses(
    historyDirectory(data),
  );
  const shown = log === "json"
    ? toPlainJson({ addresses, webAddresses, fingerprint, certificateSha256 })
    : [...webAddresses, ...waysToJoin(addresses)].map(cleanForTerminal).join("\n");
  await writeOut(`${shown}\n`);
  if (log === "text") zoneNotes(addresses).forEach(printError);
  return 0;
}

async function askForAddresses(directory: string): Promise<AddressesMessage> {
  let told: AddressesMessage | undefined;
  using link = await connectAsAdmin(directory, {
    answersOnly: true,
    onMessage(message) {
      if (message.type === "addresses") told = message;
    },
  });
  await link.run("address", "");
  if (told !== undefined) return told;
  const problem = `The server of ${JSON.stringify(directory)} does not tell its address`;
  throw new Failure(failedStatus, `${problem}: is it stopping, or of an older version?`);
}
