import assert from "node:assert/strict";
import { defaultSettings } from "../../../client/settings/settings.ts";
import { Preferences } from "../../../ui/screen/preferences.ts";
import { MemorySettings } from "./memory_settings.ts";

Deno.test("settings are the defaults at first, and then what was kept", () => {
  const storage = new MemorySettings();
  const preferences = new Preferences(storage);
  assert.deepEqual(preferences.settings, defaultSettings);
  assert.equal(preferences.change({ ...defaultSettings, bell: "all" }), undefined);
  assert.equal(new Preferences(storage).settings.bell, "all");
});

Deno.test("change() holds also where it cannot be kept, and tells why not", () => {
  const storage = new MemorySettings();
  storage.problem = "The disk is full";
  const preferences = new Preferences(storage);
  assert.equal(preferences.change({ ...defaultSettings, bell: "off" }), "The disk is full");
  assert.equal(preferences.settings.bell, "off");
  assert.equal(new Preferences(storage).settings.bell, "mentions");
});
