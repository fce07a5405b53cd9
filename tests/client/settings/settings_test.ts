import assert from "node:assert/strict";
import {
  defaultSettings,
  type RawSettings,
  readSettings,
  type Settings,
  writeSettings,
} from "../../../client/settings/settings.ts";

const settings: Settings = {
  timestamps: "date",
  hours: "12h",
  bell: "all",
  history: false,
  ignored: ["bob"],
  focused: ["carl", "dora"],
};

const read = (text: string): Settings => readSettings(text, () => ({})).settings;

Deno.test("readSettings() reads what writeSettings() wrote", () => {
  assert.deepEqual(read(writeSettings(settings)), settings);
  assert.ok(writeSettings(settings).endsWith("\n"));
});

Deno.test("readSettings() falls back to the defaults, field by field", () => {
  for (const text of ["", "{", "[]", "null", "7", '"dark"', "{}"]) {
    assert.deepEqual(read(text), defaultSettings, text);
  }
  const wrong = {
    timestamps: 7,
    hours: 12,
    bell: null,
    history: 1,
    ignored: "bob",
    focused: {},
  };
  assert.deepEqual(read(JSON.stringify(wrong)), defaultSettings);
  const some = read('{"hours":"12h","bell":"loud","history":false,"toString":1}');
  assert.deepEqual(some, { ...defaultSettings, hours: "12h", history: false });
});

Deno.test("readSettings() reads what a face has beside", () => {
  const readOwn = ({ volume }: RawSettings) => ({
    volume: typeof volume === "number" ? volume : 5,
  });
  const { settings } = readSettings('{"hours":"12h","volume":7}', readOwn);
  assert.deepEqual(settings, { ...defaultSettings, hours: "12h", volume: 7 });
  assert.equal(readSettings("{", readOwn).settings.volume, 5);
});

Deno.test("readSettings() keeps a bound of nicks, each once, and of a nick's length", () => {
  const nicks = Array.from({ length: 300 }, (_, index) => `nick${index}`);
  const raw = { ignored: [7, "", "x".repeat(33), "😀".repeat(32), "Bob", "bob", ...nicks] };
  const { ignored } = read(JSON.stringify(raw));
  assert.equal(ignored.length, 100);
  assert.deepEqual(ignored.slice(0, 3), ["😀".repeat(32), "bob", "nick0"]);
});

Deno.test("readSettings() reads persons beside nicks, and passes over what is neither", () => {
  const bob = { nick: "bob", person: "p1" };
  const raw = {
    ignored: ["carl", bob, { ...bob, nick: "rob" }, { nick: "dora" }, { person: "p2" }, 7],
  };
  const { ignored } = read(JSON.stringify(raw));
  assert.deepEqual(ignored, ["carl", { nick: "rob", person: "p1" }, "dora"]);
  const focused = [bob];
  assert.deepEqual(read(writeSettings({ focused })).focused, focused);
});

Deno.test("writeSettings() keeps what only a newer version knows", () => {
  const previous = '{"hours":"24h","sound":{"volume":3}}';
  const written: unknown = JSON.parse(writeSettings(settings, previous));
  assert.deepEqual(written, { ...settings, sound: { volume: 3 } });
  const unrelated: unknown = JSON.parse(writeSettings({ members: false }, '{"theme":"pink"}'));
  assert.deepEqual(unrelated, { theme: "pink", members: false });
  for (const broken of ["", "{", "[1]"]) {
    assert.equal(writeSettings(settings, broken), writeSettings(settings));
  }
});
