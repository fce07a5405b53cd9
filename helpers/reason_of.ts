/** Why something failed, in words for a person: mostly those of the system. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Deno's advice is a flag of its own, which whoever runs the program has no place for.
  const refused = /^Requires \w+ access to (.+), run again with the --allow-\S+ flag/s.exec(
    error.message,
  );
  return refused === null ? error.message : `This program may not use ${refused[1]}`;
}
