import assert from "node:assert/strict";
import { nickColor } from "../../../../web/page/parts/nick_color.ts";

Deno.test("a nick has one colour however it is written, and twelve are used, all with a style", async () => {
  assert.equal(nickColor("Zoë"), nickColor("zoë".normalize("NFD").toUpperCase()));
  const used = new Set(Array.from({ length: 200 }, (_, index) => nickColor(`nick${index}`)));
  const styles = await Deno.readTextFile(
    new URL("../../../../web/page/style/nicks.css", import.meta.url),
  );
  const styled = [...styles.matchAll(/\.(nick-\d+) \{/g)].map(([, name]) => name);
  assert.deepEqual([...used].sort(), styled.sort());
});
