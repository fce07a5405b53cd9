import assert from "node:assert/strict";
import { keyName } from "../../../../../web/page/view/writing/key_name.ts";
import { pageKey } from "../../../../../web/page/view/writing/page_keys.ts";

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

Deno.test("keys with Alt are known by their place, all others by what they mean", () => {
  const onMac = { ...none, altKey: true, key: "å", code: "KeyA" };
  assert.equal(keyName(onMac), "alt+a");
  assert.equal(keyName({ ...none, altKey: true, key: "&", code: "Digit1" }), "alt+1");
  assert.equal(keyName({ ...none, key: "PageUp", code: "Numpad9" }), "pageup");
  assert.equal(
    keyName({ ...none, ctrlKey: true, shiftKey: true, key: "K", code: "KeyK" }),
    "ctrl+shift+k",
  );
});

Deno.test("keys that people need of their browsers are not the page's", () => {
  const ofBrowser = ["ctrl+t", "ctrl+w", "ctrl+n", "ctrl+f", "ctrl+r", "ctrl+l", "ctrl+p", "f5"];
  for (const name of [...ofBrowser, "alt+arrowleft", "alt+arrowright", "alt+home", "ctrl+1"]) {
    assert.equal(pageKey(name), undefined, name);
  }
  assert.ok(pageKey("alt+0"));
});
