import assert from "node:assert/strict";
import { writeSettings } from "../../client/settings/settings.ts";
import {
  defaultTerminalSettings,
  readTerminalSettings,
  type TerminalSettings,
} from "../../ui/terminal_settings.ts";

const read = (text: string): TerminalSettings => readTerminalSettings(text).settings;

Deno.test("readTerminalSettings() reads what was written, beside what every face has", () => {
  const settings: TerminalSettings = {
    ...{ ...defaultTerminalSettings, hours: "12h", ignored: ["bob"] },
    ...{ theme: "dark", members: false, mouse: false },
  };
  assert.deepEqual(read(writeSettings(settings)), settings);
});

Deno.test("readTerminalSettings() falls back to the defaults, field by field", () => {
  for (const text of ["", "{", "[]", '{"theme":"pink","members":"yes","mouse":1}']) {
    assert.deepEqual(read(text), defaultTerminalSettings, text);
  }
  assert.deepEqual(read('{"theme":"light","mouse":0}'), {
    ...defaultTerminalSettings,
    theme: "light",
  });
});
