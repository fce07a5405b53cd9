import { fileURLToPath } from "node:url";
import type { Server } from "../../server.ts";
import type { TemporarySettings } from "../../tests/support/files/temporary_settings.ts";
import { commandLine } from "../../tests/support/program/program.ts";
import { Tmux } from "../../tests/ui/tmux.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The full-screen client of somebody with such settings, in a terminal of its own, over TLS. */
export async function openClient(
  server: Server,
  settings: TemporarySettings,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  args: readonly string[],
): Promise<Tmux> {
  const address = `127.0.0.1:${server.port}#${server.fingerprint}`;
  const command = commandLine("client", address, ...args).map((word) => `'${word}'`);
  const env = { ...settings.env, TERM: "xterm-256color" };
  const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`).join(" ");
  return await Tmux.open(`cd '${root}'; ${variables} ${command.join(" ")}`, columns, rows);
}
