import type { AddressesMessage } from "../../protocol.ts";
import type { AdminLink, AdminLinkOptions } from "../admin_link.ts";
import { failedStatus, Failure } from "../failure.ts";

/** Where people join the server that runs on the directory. Rejects with `Failure`. */
export async function askForAddresses(
  connect: (options: AdminLinkOptions) => Promise<AdminLink>,
): Promise<AddressesMessage> {
  let told: AddressesMessage | undefined;
  using link = await connect({
    answersOnly: true,
    onMessage(message) {
      if (message.type === "addresses") told = message;
    },
  });
  await link.run("address", "");
  if (told !== undefined) return told;
  const problem = "The server does not tell its address: is it stopping, or of an older version?";
  throw new Failure(failedStatus, problem);
}
