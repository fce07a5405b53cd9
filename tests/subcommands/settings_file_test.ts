import assert from "node:assert/strict";
import { join } from "node:path";
import {
  defaultTerminalSettings,
  readTerminalSettings,
  type TerminalSettings,
} from "../../ui/terminal_settings.ts";
import { SettingsFile } from "../../subcommands/settings_file.ts";
import { makePipe } from "../support/files/make_pipe.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const dark: TerminalSettings = { ...defaultTerminalSettings, theme: "dark", ignored: ["bob"] };

Deno.test("SettingsFile.load() gives the defaults where nothing was kept", async () => {
  await using directory = await TemporaryDirectory.make();
  assert.deepEqual(new SettingsFile(join(directory.path, "none")).load(), {
    settings: defaultTerminalSettings,
  });
});

Deno.test("SettingsFile.save() keeps settings over runs, in a directory that it makes", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "some", "where");
  assert.equal(new SettingsFile(path).save(dark), undefined);
  assert.deepEqual(new SettingsFile(path).load(), { settings: dark });
  assert.deepEqual([...Deno.readDirSync(path)].map(({ name }) => name), ["settings.json"]);
});

Deno.test({
  name: "SettingsFile.save() lets nobody else read them",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "chatroom");
    new SettingsFile(path).save(dark);
    const mode = (name: string) => (Deno.statSync(join(path, name)).mode ?? 0) & 0o777;
    assert.deepEqual([mode("."), mode("settings.json")], [0o700, 0o600]);
  },
});

Deno.test("SettingsFile.save() keeps what only a newer version knows", async () => {
  await using directory = await TemporaryDirectory.make();
  const file = join(directory.path, "settings.json");
  Deno.writeTextFileSync(file, '{ "theme": "light", "sparkles": [1], "bell": "loud" }');
  const settings = new SettingsFile(directory.path);
  assert.deepEqual(settings.load(), { settings: { ...defaultTerminalSettings, theme: "light" } });
  settings.save({ theme: "dark" });
  assert.deepEqual(JSON.parse(Deno.readTextFileSync(file)), {
    theme: "dark",
    sparkles: [1],
    bell: "loud",
  });
});

Deno.test("SettingsFile.save() leaves alone what another client has changed", async () => {
  await using directory = await TemporaryDirectory.make();
  const [one, other] = [new SettingsFile(directory.path), new SettingsFile(directory.path)];
  one.save({ ignored: ["mallory"] });
  other.save({ theme: "dark" });
  const settings = { ...defaultTerminalSettings, theme: "dark", ignored: ["mallory"] };
  assert.deepEqual(one.load(), { settings });
});

Deno.test({
  name: "SettingsFile.save() replaces what a link leads to, and leaves the link",
  ignore: Deno.build.os === "windows",
  async fn() {
    for (const before of ['{ "bell": "all" }', "broken"]) {
      await using directory = await TemporaryDirectory.make();
      const [link, file] = ["settings.json", "dotfile"].map((name) => join(directory.path, name));
      if (link === undefined || file === undefined) assert.fail();
      Deno.writeTextFileSync(file, before);
      Deno.symlinkSync(file, link);
      assert.equal(new SettingsFile(directory.path).save(dark), undefined);
      assert.equal(Deno.lstatSync(link).isSymlink, true);
      assert.deepEqual(readTerminalSettings(Deno.readTextFileSync(file)).settings.theme, "dark");
    }
  },
});

Deno.test("SettingsFile.load() tells of a file that cannot be read, which save() moves aside", async () => {
  for (const text of ['{ "theme": "dark", }', "[]", "null", "\0\xff"]) {
    await using directory = await TemporaryDirectory.make();
    const path = join(directory.path, "settings.json");
    Deno.writeTextFileSync(path, text);
    const settings = new SettingsFile(directory.path);
    const loaded = settings.load();
    assert.deepEqual(loaded.settings, defaultTerminalSettings);
    assert.ok(loaded.problem?.includes(`${path}: `) && loaded.problem.includes(`${path}.old`));
    assert.equal(settings.save(dark), undefined);
    assert.deepEqual(settings.load(), { settings: dark });
    assert.equal(Deno.readTextFileSync(`${path}.old`), text);
  }
});

Deno.test({
  name: "SettingsFile.load() waits for no pipe",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    makePipe(`${directory.path}/settings.json`);
    assert.match(new SettingsFile(directory.path).load().problem ?? "", /a pipe or a device/);
  },
});

Deno.test("SettingsFile.save() moves nothing over what was moved aside before", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "settings.json");
  const settings = new SettingsFile(directory.path);
  for (const text of ["one", "two", "three"]) {
    Deno.writeTextFileSync(path, text);
    assert.equal(settings.save(dark), undefined);
  }
  const aside = [".old", ".old.2", ".old.3"].map((name) => Deno.readTextFileSync(path + name));
  assert.deepEqual(aside, ["one", "two", "three"]);
});

Deno.test("SettingsFile.load() reads past a byte order mark", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "settings.json");
  Deno.writeTextFileSync(path, '\ufeff{ "theme": "light" }');
  const settings = new SettingsFile(directory.path);
  assert.deepEqual(settings.load(), { settings: { ...defaultTerminalSettings, theme: "light" } });
  assert.equal(settings.save({ bell: "off" }), undefined);
  assert.deepEqual(settings.load().settings, {
    ...defaultTerminalSettings,
    theme: "light",
    bell: "off",
  });
});

Deno.test("SettingsFile.load() finds nothing wrong with an empty file", async () => {
  await using directory = await TemporaryDirectory.make();
  Deno.writeTextFileSync(join(directory.path, "settings.json"), "\n");
  assert.deepEqual(new SettingsFile(directory.path).load(), { settings: defaultTerminalSettings });
});

Deno.test("SettingsFile never throws where there is no directory, or none can be", async () => {
  const nowhere = new SettingsFile(undefined);
  assert.deepEqual(nowhere.load(), { settings: defaultTerminalSettings });
  assert.equal(nowhere.save(dark), "There is no home directory");
  await using directory = await TemporaryDirectory.make();
  const file = join(directory.path, "file");
  Deno.writeTextFileSync(file, "");
  const blocked = new SettingsFile(join(file, "chatroom"));
  assert.deepEqual(blocked.load().settings, defaultTerminalSettings);
  assert.match(`${blocked.save(dark)}`, /\w+/);
});
