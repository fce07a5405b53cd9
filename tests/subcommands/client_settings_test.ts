import assert from "node:assert/strict";
import { join } from "node:path";
import { defaultSettings, readSettings, type Settings } from "../../client/settings/settings.ts";
import { FileSettings } from "../../subcommands/client_settings.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";

const dark: Settings = { ...defaultSettings, theme: "dark", ignored: ["bob"] };

Deno.test("FileSettings.load() gives the defaults where nothing was kept", async () => {
  await using directory = await TemporaryDirectory.make();
  assert.deepEqual(new FileSettings(join(directory.path, "none")).load(), {
    settings: defaultSettings,
  });
});

Deno.test("FileSettings.save() keeps settings over runs, in a directory that it makes", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "some", "where");
  assert.equal(new FileSettings(path).save(dark), undefined);
  assert.deepEqual(new FileSettings(path).load(), { settings: dark });
  assert.deepEqual([...Deno.readDirSync(path)].map(({ name }) => name), ["settings.json"]);
});

Deno.test({
  name: "FileSettings.save() lets nobody else read them",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "chatroom");
    new FileSettings(path).save(dark);
    const mode = (name: string) => (Deno.statSync(join(path, name)).mode ?? 0) & 0o777;
    assert.deepEqual([mode("."), mode("settings.json")], [0o700, 0o600]);
  },
});

Deno.test("FileSettings.save() keeps what only a newer version knows", async () => {
  await using directory = await TemporaryDirectory.make();
  const file = join(directory.path, "settings.json");
  Deno.writeTextFileSync(file, '{ "theme": "light", "sparkles": [1], "bell": "loud" }');
  const settings = new FileSettings(directory.path);
  assert.deepEqual(settings.load(), { settings: { ...defaultSettings, theme: "light" } });
  settings.save({ theme: "dark" });
  assert.deepEqual(JSON.parse(Deno.readTextFileSync(file)), {
    theme: "dark",
    sparkles: [1],
    bell: "loud",
  });
});

Deno.test("FileSettings.save() leaves alone what another client has changed", async () => {
  await using directory = await TemporaryDirectory.make();
  const [one, other] = [new FileSettings(directory.path), new FileSettings(directory.path)];
  one.save({ ignored: ["mallory"] });
  other.save({ theme: "dark" });
  const settings = { ...defaultSettings, theme: "dark", ignored: ["mallory"] };
  assert.deepEqual(one.load(), { settings });
});

Deno.test({
  name: "FileSettings.save() replaces what a link leads to, and leaves the link",
  ignore: Deno.build.os === "windows",
  async fn() {
    for (const before of ['{ "bell": "all" }', "broken"]) {
      await using directory = await TemporaryDirectory.make();
      const [link, file] = ["settings.json", "dotfile"].map((name) => join(directory.path, name));
      if (link === undefined || file === undefined) assert.fail();
      Deno.writeTextFileSync(file, before);
      Deno.symlinkSync(file, link);
      assert.equal(new FileSettings(directory.path).save(dark), undefined);
      assert.equal(Deno.lstatSync(link).isSymlink, true);
      assert.deepEqual(readSettings(Deno.readTextFileSync(file)).settings.theme, "dark");
    }
  },
});

Deno.test("FileSettings.load() tells of a file that cannot be read, which save() moves aside", async () => {
  for (const text of ['{ "theme": "dark", }', "[]", "null", "\0\xff"]) {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "settings.json");
    Deno.writeTextFileSync(path, text);
    const settings = new FileSettings(directory.path);
    const loaded = settings.load();
    assert.deepEqual(loaded.settings, defaultSettings);
    assert.ok(loaded.problem?.includes(`${path}: `) && loaded.problem.includes(`${path}.old`));
    assert.equal(settings.save(dark), undefined);
    assert.deepEqual(settings.load(), { settings: dark });
    assert.equal(Deno.readTextFileSync(`${path}.old`), text);
  }
});

Deno.test("FileSettings.save() moves nothing over what was moved aside before", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "settings.json");
  const settings = new FileSettings(directory.path);
  for (const text of ["one", "two", "three"]) {
    Deno.writeTextFileSync(path, text);
    assert.equal(settings.save(dark), undefined);
  }
  const aside = [".old", ".old.2", ".old.3"].map((name) => Deno.readTextFileSync(path + name));
  assert.deepEqual(aside, ["one", "two", "three"]);
});

Deno.test("FileSettings.load() reads past a byte order mark", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "settings.json");
  Deno.writeTextFileSync(path, '\ufeff{ "theme": "light" }');
  const settings = new FileSettings(directory.path);
  assert.deepEqual(settings.load(), { settings: { ...defaultSettings, theme: "light" } });
  assert.equal(settings.save({ bell: "off" }), undefined);
  assert.deepEqual(settings.load().settings, { ...defaultSettings, theme: "light", bell: "off" });
});

Deno.test("FileSettings.load() finds nothing wrong with an empty file", async () => {
  await using directory = await TemporaryDirectory.make();
  Deno.writeTextFileSync(join(directory.path, "settings.json"), "\n");
  assert.deepEqual(new FileSettings(directory.path).load(), { settings: defaultSettings });
});

Deno.test("FileSettings never throws where there is no directory, or none can be", async () => {
  const nowhere = new FileSettings(undefined);
  assert.deepEqual(nowhere.load(), { settings: defaultSettings });
  assert.equal(nowhere.save(dark), "There is no home directory");
  await using directory = await TemporaryDirectory.make();
  const file = join(directory.path, "file");
  Deno.writeTextFileSync(file, "");
  const blocked = new FileSettings(join(file, "chatroom"));
  assert.deepEqual(blocked.load().settings, defaultSettings);
  assert.match(`${blocked.save(dark)}`, /\w+/);
});
