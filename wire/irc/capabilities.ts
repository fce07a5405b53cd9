import type { Directory } from "../directory.ts";

interface Capability {
  /** What `CAP LS 302` tells behind the name. */
  readonly value?: (directory: Directory) => string;
  /** Told of here, and not to be asked for. */
  readonly isInformative?: true;
}

/** What clients may ask for (https://ircv3.net/specs/extensions/capability-negotiation), in the order of `CAP LS`. */
export const capabilities = {
  "account-notify": {},
  "account-tag": {},
  "away-notify": {},
  "batch": {},
  "cap-notify": {},
  "echo-message": {},
  "extended-join": {},
  "invite-notify": {},
  "labeled-response": {},
  "message-tags": {},
  "multi-prefix": {},
  "no-implicit-names": {},
  "draft/no-implicit-names": {},
  "server-time": {},
  "standard-replies": {},
  "userhost-in-names": {},
} as const satisfies Readonly<Record<string, Capability>>;

export type CapabilityName = keyof typeof capabilities;

const all: ReadonlyMap<string, Capability> = new Map(Object.entries(capabilities));

export function isCapability(name: string): name is CapabilityName {
  return all.has(name);
}

/** As `CAP LS` tells them; with their values from version 302 on. */
export function listCapabilities(directory: Directory, version: number): readonly string[] {
  return [...all].map(([name, { value }]) =>
    version >= 302 && value !== undefined ? `${name}=${value(directory)}` : name
  );
}

/** Those in which what many get differs: clients that have the same of them share the bytes. */
const shared: readonly CapabilityName[] = [
  "account-notify",
  "account-tag",
  "away-notify",
  "batch",
  "extended-join",
  "invite-notify",
  "message-tags",
  "server-time",
];

/** The same for all who share bytes. */
export function sharedKey(enabled: ReadonlySet<CapabilityName>): string {
  return shared.filter((name) => enabled.has(name)).join();
}
