import { Tmux } from "../../ui/tmux.ts";

export interface WeechatOptions {
  /** Of a server on this machine. */
  readonly port: number;
  readonly nick: string;
  /** Without the `#`. */
  readonly room: string;
  readonly columns: number;
  readonly rows: number;
}

/** weechat in a terminal, with its own look, but for what narrow terminals have no room for; it keeps nothing. */
export async function openWeechat(
  { port, nick, room, columns, rows }: WeechatOptions,
): Promise<Tmux> {
  const commands = [
    "/set irc.look.display_host_join off",
    "/set irc.look.display_extended_join off",
    "/set weechat.look.buffer_time_format %H:%M",
  ];
  const args = ["-t", "-P", "irc", ...commands.flatMap((command) => ["-r", command])];
  const words = [...args, `irc://${nick}@127.0.0.1:${port}/#${room}`].map((word) => `'${word}'`);
  // Lines are drawn with characters of Unicode, as tmux gives them back.
  const variables = "TERM=xterm-256color NCURSES_NO_UTF8_ACS=1";
  return await Tmux.open(`${variables} weechat ${words.join(" ")}`, columns, rows);
}
