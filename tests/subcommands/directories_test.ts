import assert from "node:assert/strict";
import { dataDirectory, settingsDirectory } from "../../subcommands/directories.ts";

function env(variables: Readonly<Record<string, string>>) {
  return (name: string) => variables[name];
}

Deno.test("dataDirectory() and settingsDirectory() are where each system keeps such things", () => {
  const home = env({ HOME: "/home/ann" });
  assert.equal(dataDirectory(home, "linux"), "/home/ann/.local/share/chatroom");
  assert.equal(settingsDirectory(home, "linux"), "/home/ann/.config/chatroom");
  assert.equal(dataDirectory(home, "freebsd"), "/home/ann/.local/share/chatroom");
  const library = "/home/ann/Library/Application Support/chatroom";
  assert.equal(dataDirectory(home, "darwin"), library);
  assert.equal(settingsDirectory(home, "darwin"), library);
  const windows = env({
    LOCALAPPDATA: "C:\\Users\\ann\\Local",
    APPDATA: "C:\\Users\\ann\\Roaming",
  });
  assert.equal(dataDirectory(windows, "windows"), "C:\\Users\\ann\\Local\\chatroom");
  assert.equal(settingsDirectory(windows, "windows"), "C:\\Users\\ann\\Roaming\\chatroom");
});

Deno.test("dataDirectory() heeds XDG_DATA_HOME unless it is relative or empty", () => {
  const at = (path: string) =>
    dataDirectory(env({ HOME: "/home/ann", XDG_DATA_HOME: path }), "linux");
  assert.equal(at("/data"), "/data/chatroom");
  for (const path of ["", "data", "./data"]) {
    assert.equal(at(path), "/home/ann/.local/share/chatroom");
  }
});

Deno.test("dataDirectory() is undefined where nothing tells it", () => {
  for (const system of ["linux", "darwin", "windows"] as const) {
    assert.equal(dataDirectory(env({}), system), undefined);
    assert.equal(dataDirectory(env({ HOME: "", LOCALAPPDATA: "" }), system), undefined);
  }
});
