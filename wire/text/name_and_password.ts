/** What stands behind a command: the name may be empty, and the password have spaces. */
export function nameAndPassword(args: string): [name: string, password: string | undefined] {
  const [, name = "", password] = /^(\S*)(?:\s+(.*))?$/s.exec(args.trim()) ?? [];
  return [name, password];
}
