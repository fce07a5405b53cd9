import assert from "node:assert/strict";
import { KeptSettings } from "../../../../web/page/chat/kept_settings.ts";
import { defaultPageSettings } from "../../../../web/page/chat/page_settings.ts";

/** What a browser keeps for the page. */
function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

Deno.test("KeptSettings keeps what is set, and leaves alone what another tab has set", () => {
  const kept = storage();
  const [one, other] = [new KeptSettings(kept), new KeptSettings(kept)];
  assert.equal(one.save({ theme: "dark" }), undefined);
  assert.equal(other.save({ ignored: ["bob"] }), undefined);
  const settings = { ...defaultPageSettings, theme: "dark", ignored: ["bob"] };
  assert.deepEqual(one.load().settings, settings);
});

Deno.test("KeptSettings has the defaults, and says why not, where the browser keeps nothing", () => {
  const none = new KeptSettings(undefined);
  assert.deepEqual(none.load().settings, defaultPageSettings);
  assert.match(none.save({ theme: "dark" }) ?? "", /keeps nothing/);
  const refuse = () => {
    throw new Error("The quota has been exceeded");
  };
  const full = new KeptSettings({ getItem: refuse, setItem: refuse, removeItem: refuse });
  assert.deepEqual(full.load().settings, defaultPageSettings);
  assert.equal(full.save({ theme: "dark" }), "The quota has been exceeded");
});
