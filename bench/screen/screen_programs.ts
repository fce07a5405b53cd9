import { fileURLToPath } from "node:url";

import { ircChannel } from "../dialects/dialects.ts";
import { measureFrame } from "./measure_frame.ts";
import { isInstalled } from "../is_installed.ts";
import { ngircd } from "../dialects/rivals.ts";
import { startInMemory } from "../servers.ts";
import type { StartServer } from "../servers.ts";

/** A client for a whole terminal, with the server that it talks to. */
export interface ScreenProgram {
  readonly name: string;
  readonly startServer: StartServer;
  /** Its command line; it may write into the folder, which is new. */
  readonly command: (port: number, folder: string) => readonly string[];
  /** Whether the last row is the one in which one types, with nothing typed. */
  readonly isInput: (row: string) => boolean;
  /** Whether a row tells that one is where everybody is. */
  readonly isJoined: (row: string) => boolean;
  /** How long a frame takes to be made, in milliseconds, where that can be measured apart. */
  readonly measureFrame?: (size: { readonly columns: number; readonly rows: number }) => number;
}

export interface ScreenPrograms {
  readonly programs: readonly ScreenProgram[];
  /** Why there are not more. */
  readonly problem?: string;
}

/** The client of this repository, and weechat where it can be had. A folder for what servers need. */
export async function findScreenPrograms(folder: string): Promise<ScreenPrograms> {
  if (!await isInstalled("tmux")) return { programs: [], problem: "the full screen: no tmux" };
  const own = chatroom(startInMemory(folder));
  const irc = await ngircd.find(folder);
  if (!await isInstalled("weechat")) return { programs: [own], problem: "weechat: not there" };
  if (irc.start === undefined) return { programs: [own], problem: `weechat: ${irc.problem}` };
  const { stdout } = await new Deno.Command("weechat", { args: ["--version"] }).output();
  const version = new TextDecoder().decode(stdout).trim();
  return { programs: [own, weechat(version, irc.start)] };
}

const chatroom = (startServer: StartServer): ScreenProgram => ({
  name: "chatroom",
  startServer,
  command: (port, folder) => [
    ...["env", "-u", "NO_COLOR", "-u", "COLORTERM"],
    ...[`XDG_CONFIG_HOME=${folder}`, "TERM=screen-256color"],
    ...[Deno.execPath(), "run", "--no-prompt", "--allow-all"],
    fileURLToPath(new URL("../../main.ts", import.meta.url)),
    ...["client", `127.0.0.1:${port}`, "--nick", "typist"],
  ],
  isInput: (row) => /^\S+>$/.test(row),
  isJoined: (row) => row.includes("You are typist"),
  measureFrame,
});

/** As it comes, but for what it would write to disk. */
function weechat(version: string, startServer: StartServer): ScreenProgram {
  const commands = (port: number) => [
    "/set logger.file.auto_log off",
    // Since version 4; else it is off.
    "/set irc.server_default.tls off",
    `/server add bench 127.0.0.1/${port}`,
    "/set irc.server.bench.nicks typist",
    `/set irc.server.bench.autojoin ${ircChannel}`,
    "/connect bench",
  ];
  return {
    name: `weechat ${version}`,
    startServer,
    command: (port, folder) => [
      ...["env", "TERM=screen-256color", "weechat", "--dir", folder],
      ...commands(port).flatMap((command) => ["--run-command", command]),
    ],
    // Right of the list of buffers; there is no nick before there is a connection.
    isInput: (row) => /│(\[\S+\])?$/.test(row),
    isJoined: (row) => row.includes(`Channel ${ircChannel}: `),
  };
}
