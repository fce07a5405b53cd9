// deno-lint-ignore-file no-control-regex -- links have escape sequences in them

import assert from "node:assert/strict";
import { unpainted } from "../../../../ui/runs.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { bodyRows, linkPaint, noteLines } from "../../../../ui/screen/rows/message_body.ts";

Deno.test("bodyRows() breaks a command only where its row is full, so that no part of it is one", () => {
  const lines = noteLines("Only if it is:\n  chat client a:5000", unpainted);
  const rows = bodyRows(lines, createTheme("mono", 0), 12, 12);
  assert.deepEqual(rows, ["Only if it", "is:", "  chat clien", "t a:5000"]);
});

Deno.test("linkPaint() links addresses of the web, as ASCII", () => {
  const painted = linkPaint("https://exämple.com/a b;c")("text");
  const [, id, href, text] = painted.split(/\x1b\]8;id=(\w+);([!-~]+)\x1b\\(text)\x1b\]8;;\x1b\\/);
  assert.equal(href, "https://xn--exmple-cua.com/a%20b;c");
  assert.equal(text, "text");
  assert.equal(linkPaint("https://exämple.com/a b;c")("").length, 0);
  assert.ok(linkPaint("https://exämple.com/a b;c")("x").includes(`id=${id};`));
});

Deno.test("linkPaint() links nothing else", () => {
  const others = ["file:///etc/passwd", "javascript:1", "x", `https://a.b/${"c".repeat(3000)}`];
  for (const url of others) assert.equal(linkPaint(url)("text"), "text");
  assert.doesNotMatch(
    linkPaint("https://a.b/\x1b\\c\x07")("t").replace(/\x1b(\]8;[^\x1b]*\x1b)?\\?/g, ""),
    /\p{Cc}/u,
  );
});
