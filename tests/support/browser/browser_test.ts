import assert from "node:assert/strict";
import { assertAccessible } from "./accessibility.ts";
import { PageServer } from "./page_server.ts";
import { testsInBrowser } from "./test_in_browser.ts";

const test = testsInBrowser();

/** What a script of a page does, and what its visitor complains of. */
const faults: readonly (readonly [script: string, complaint: RegExp])[] = [
  ["console.error('it is broken')", /it is broken/],
  ["console.warn('it may break')", /it may break/],
  ["null.length", /Cannot read properties of null/],
  ["Promise.reject(new Error('nobody waits'))", /nobody waits/],
  ["eval('1')", /Content-Security-Policy: script-src forbids eval/],
  ["document.body.setAttribute('style', 'color: red')", /Content-Security-Policy: style-src-attr/],
  [
    "new Image().src = 'http://elsewhere.example/a.png'",
    /a request to http:\/\/elsewhere\.example/,
  ],
  ["new WebSocket('ws://127.0.0.1:9/')", /a request to ws:\/\/127\.0\.0\.1:9/],
];

test("a visitor complains of whatever goes wrong in its page", async (visit) => {
  const scripts = faults.map(([script]) => `<script nonce="own">${script}</script>`);
  await using server = new PageServer(`<body>${scripts.join("")}`);
  const visitor = await visit(server.port);
  await visitor.open();
  await assert.rejects(visitor.leave(), ({ message }: Error) => {
    for (const [script, complaint] of faults) assert.match(message, complaint, script);
    return true;
  });
});

test("a visitor does not complain of what is right or allowed", async (visit) => {
  await using server = new PageServer(`<h1>Hello</h1><script nonce="own">
    console.log("here"); console.error("expected");
  </script>`);
  const visitor = await visit(server.port, { allowed: [/^expected /] });
  const page = await visitor.open();
  await page.getByRole("heading", { name: "Hello" }).waitFor();
  await visitor.leave();
});

test("assertAccessible() tells what nobody can see or hear, and where", async (visit) => {
  const faulty =
    '<main><h1>Chat</h1><input id="text"><p style="color: #888; background: #999">Pale</main>';
  const right = '<main><h1>Chat</h1><label for="text">Message</label><input id="text"></main>';
  const [broken, whole] = await Promise.all([faulty, right].map(async (html) => {
    await using server = new PageServer(
      `<!doctype html><html lang="en"><title>Chat</title>${html}`,
    );
    const visitor = await visit(server.port, { allowed: [/style-src-attr|inline style/] });
    return await assertAccessible(await visitor.open()).then(() => "", String);
  }));
  assert.match(broken ?? "", /label: .*\n.*<input id="text">/);
  assert.equal(whole, "");
});
