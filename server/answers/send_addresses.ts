import type { JoinAddresses } from "../join_addresses.ts";
import type { ParticipantSession } from "../participants.ts";

/** Tells whoever asked where people join, with fields and in words. */
export function sendAddresses(
  all: JoinAddresses,
  { recipient, isOnThisMachine = false }: ParticipantSession,
  id: string | undefined,
): void {
  const { fingerprint, certificateSha256 } = all;
  const { addresses, text } = all.tell(isOnThisMachine);
  const webAddresses = all.web().addresses;
  recipient.send({
    ...{ type: "addresses", addresses, webAddresses, fingerprint, certificateSha256, id },
  });
  recipient.send({ type: "notice", text, id });
}
