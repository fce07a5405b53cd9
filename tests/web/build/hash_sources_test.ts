import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { hashSources } from "../../../web/build/hash_sources.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

Deno.test("the hash changes with the name and the content of each source, and with nothing else", async () => {
  await using directory = await TemporaryDirectory.make();
  const root = pathToFileURL(`${directory.path}/`);
  const at = (path: string) => new URL(path, root);
  const write = (path: string, text: string) => {
    Deno.mkdirSync(new URL(".", at(path)), { recursive: true });
    Deno.writeTextFileSync(at(path), text);
  };
  write("web/page/main.tsx", "one");
  write("deno.lock", "{}");
  const hash = hashSources(root);
  const changedBy = (change: () => void) => {
    const before = hashSources(root);
    change();
    return hashSources(root) !== before;
  };

  assert.ok(!changedBy(() => write("tests/x_test.ts", "a test")));
  assert.ok(!changedBy(() => write("build/page.json", "{}")));
  assert.ok(!changedBy(() => write("chatroom", "the executable")));
  assert.ok(!changedBy(() => write("web/page/main.tsx", "one")));

  assert.ok(changedBy(() => write("web/page/main.tsx", "two")));
  assert.ok(changedBy(() => write("web/page/parts/a.css", "")));
  assert.ok(changedBy(() => Deno.renameSync(at("web/page/parts/a.css"), at("web/page/b.css"))));
  assert.ok(changedBy(() => Deno.removeSync(at("web/page/b.css"))));
  assert.ok(changedBy(() => write("deno.lock", "{ }")));
  write("deno.lock", "{}");
  write("web/page/main.tsx", "one");
  assert.equal(hashSources(root), hash);
});
