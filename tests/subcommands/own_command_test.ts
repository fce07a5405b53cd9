import assert from "node:assert/strict";
import { ownCommand, type Started } from "../../subcommands/own_command.ts";

const started: Started = {
  isExecutable: false,
  path: "/usr/bin/deno",
  denoVersion: "2.9.6",
  searchPath: "/usr/local/bin:/usr/bin",
  currentDirectory: "/home/ann/chatroom",
  directory: "/home/ann/chatroom",
};

Deno.test({
  name: "ownCommand() runs as the program was started",
  ignore: Deno.build.os === "windows",
  fn: () => {
    const cases: readonly [about: Partial<Started>, command: string][] = [
      [{}, "deno task -q client"],
      [{ path: "/root/.npm/_npx/18/node_modules/deno/deno" }, "npx -y deno@2.9.6 task -q client"],
      [{ currentDirectory: "/" }, "deno task -q --config /home/ann/chatroom/deno.json client"],
      [{ isExecutable: true, path: "/usr/bin/chatroom" }, "chatroom client"],
      [{ isExecutable: true, path: "/home/ann/chatroom" }, "/home/ann/chatroom client"],
      [{ isExecutable: true, path: "/a b/chatroom-x64" }, `"/a b/chatroom-x64" client`],
    ];
    for (const [about, command] of cases) {
      assert.equal(ownCommand("client", { ...started, ...about }), command);
    }
  },
});
