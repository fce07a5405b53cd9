interface SecretCommand {
  /** What is typed behind it has a secret in it. */
  readonly typed?: RegExp;
  /** The answer to what is typed behind it has one. */
  readonly answered?: RegExp;
}

const join = { typed: /^[\s,]*[^\s,]+(?:,\s*[^\s,]+)*(?:,{2,})?\s+\S/ };

/** By name and alias; known here, since a server that is older than this client cannot tell it. */
const secretCommands: ReadonlyMap<string, SecretCommand> = new Map<string, SecretCommand>([
  ["password", { typed: /\S/ }],
  // The place that is locked, which stands in front, is no secret.
  ["lock", { typed: /^\s*(?!(?:in:\S+|server)\s*$)\S/i }],
  ["settings", { typed: /^\s*(?:\S+\s+)*?password\s+(?!off(?:\s|$))\S/i }],
  ["claim", { typed: /\S/ }],
  ["join", join],
  ["j", join],
  ["link", { answered: /^/ }],
  ["reset", { answered: /\S/ }],
  // A link to the server; not somebody whom one asks into a room.
  ["invite", { answered: /^\s*(?:$|[-+.]?\d)/ }],
]);

/** Whether a password or a code stands in what is typed. `name` may be an alias, in any case. */
export function isSecretTyped(name: string, args: string): boolean {
  return secretCommands.get(name.toLowerCase())?.typed?.test(args) ?? false;
}

/** Whether a password or a code goes to the server, or comes back, by the command. */
export function isSecretSent(name: string, args: string): boolean {
  const command = secretCommands.get(name.toLowerCase());
  return isSecretTyped(name, args) || (command?.answered?.test(args) ?? false);
}
