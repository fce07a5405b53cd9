import assert from "node:assert/strict";

/** A pipe with a name, to which nobody ever writes. Unix alone has such. */
export function makePipe(path: string): void {
  assert.ok(new Deno.Command("mkfifo", { args: [path] }).outputSync().success);
}
