import assert from "node:assert/strict";
import { writeSettings } from "../../../../client/settings/settings.ts";
import { defaultPageSettings, readPageSettings } from "../../../../web/page/chat/page_settings.ts";

Deno.test("readPageSettings() reads what was written, and falls back to the defaults", () => {
  const settings = {
    ...defaultPageSettings,
    theme: "contrast",
    enter: "new line",
    hours: "12h",
  } as const;
  assert.deepEqual(readPageSettings(writeSettings(settings)).settings, settings);
  for (const text of ["", "[]", '{"theme":"mono"}']) {
    assert.deepEqual(readPageSettings(text).settings, defaultPageSettings, text);
  }
});
