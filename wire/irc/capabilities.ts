import { limits } from "../../protocol.ts";
import type { Directory } from "../directory.ts";
import { multilineBounds } from "./lines/multiline.ts";

interface Capability {
  /** What `CAP LS 302` tells behind the name. */
  readonly value?: (directory: Directory) => string;
  /** Absent: always. */
  readonly isOffered?: (directory: Directory) => boolean;
  /** It cannot be asked for: what it says is all in its value. */
  readonly isMerelyTold?: true;
}

/** Longer than between two visits of most, and not so long that a lost certificate shuts people out for ever. */
const stsDurationSeconds = 30 * 24 * 60 * 60;

/** More keys are wanted to be known of by nobody. */
export const maxSubscriptions = 50;

/** https://ircv3.net/specs/extensions/metadata */
function metadataLimits(): string {
  const { metadataKeys, metadataValueBytes } = limits;
  return `before-connect,max-subs=${maxSubscriptions},max-keys=${metadataKeys},` +
    `max-value-bytes=${metadataValueBytes}`;
}

/** What clients may ask for (https://ircv3.net/specs/extensions/capability-negotiation), in the order of `CAP LS`. */
export const capabilities = {
  "account-notify": {},
  "account-tag": {},
  "away-notify": {},
  "batch": {},
  "cap-notify": {},
  "draft/account-registration": {
    isOffered: ({ server }) => server.registration !== "off",
    value: ({ server }) => server.registration === "before-connect" ? "before-connect" : "",
  },
  "chghost": {},
  "echo-message": {},
  "extended-join": {},
  "extended-monitor": {},
  "invite-notify": {},
  "labeled-response": {},
  "message-tags": {},
  "multi-prefix": {},
  "no-implicit-names": {},
  "draft/chathistory": {},
  "draft/event-playback": {},
  "draft/extended-isupport": {},
  "draft/metadata-2": { value: metadataLimits },
  "draft/metadata-3": { value: metadataLimits },
  "draft/message-redaction": {},
  "draft/multiline": {
    value: () => `max-bytes=${multilineBounds.bytes},max-lines=${multilineBounds.lines}`,
  },
  "draft/no-implicit-names": {},
  "draft/pre-away": {},
  "draft/read-marker": {},
  "sasl": { value: ({ server }) => server.saslMechanisms.join() },
  "server-time": {},
  "setname": {},
  "standard-replies": {},
  // https://ircv3.net/specs/extensions/sts
  "sts": {
    isOffered: ({ server }) => server.tlsPort !== undefined,
    value: ({ server }) => `port=${server.tlsPort},duration=${stsDurationSeconds}`,
    isMerelyTold: true,
  },
  "userhost-in-names": {},
  "znc.in/playback": {},
} as const satisfies Readonly<Record<string, Capability>>;

export type CapabilityName = keyof typeof capabilities;

const all: ReadonlyMap<string, Capability> = new Map(Object.entries(capabilities));

/** One that is offered here. */
export function isCapability(name: string, directory: Directory): name is CapabilityName {
  const capability = all.get(name);
  return capability !== undefined && !capability.isMerelyTold && isOffered(capability, directory);
}

function isOffered({ isOffered }: Capability, directory: Directory): boolean {
  return isOffered?.(directory) ?? true;
}

/** As `CAP LS` tells them; with their values from version 302 on. */
export function listCapabilities(directory: Directory, version: number): readonly string[] {
  const listed = [...all].filter(([, capability]) =>
    isOffered(capability, directory) && (version >= 302 || !capability.isMerelyTold)
  );
  return listed.map(([name, { value }]) => {
    const told = version >= 302 ? value?.(directory) ?? "" : "";
    return told === "" ? name : `${name}=${told}`;
  });
}

/** Those in which what many get differs: clients that have the same of them share the bytes. */
const shared: readonly CapabilityName[] = [
  "account-notify",
  "account-tag",
  "away-notify",
  "batch",
  "chghost",
  "draft/message-redaction",
  "draft/multiline",
  "extended-join",
  "invite-notify",
  "message-tags",
  "server-time",
  "setname",
];

/** The same for all who share bytes. */
export function sharedKey(enabled: ReadonlySet<CapabilityName>): string {
  return shared.filter((name) => enabled.has(name)).join();
}
