/**
 * Takes the pictures of the README from a real server and real clients, in a real terminal: `deno task pictures`.
 * It needs tmux. The times in them are those of the day.
 */

import { fileURLToPath } from "node:url";
import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { startServer } from "../../server.ts";
import { commandLine } from "../../tests/support/program/program.ts";
import { RawClient } from "../../tests/support/clients/raw_client.ts";
import { TemporarySettings } from "../../tests/support/files/temporary_settings.ts";
import { unlimited } from "../../tests/support/servers/unlimited.ts";
import { Tmux } from "../../tests/ui/tmux.ts";
import { terminalSvg } from "./terminal_svg.ts";

const here = fileURLToPath(new URL("./", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

const own = await makeOwnCertificate();
await using server = startServer({ sessionBounds: unlimited, name: "Ops", tls: { own } });
using settings = new TemporarySettings();
Deno.mkdirSync(`${settings.path}/chatroom`);
Deno.writeTextFileSync(`${settings.path}/chatroom/settings.json`, `{"theme":"dark"}`);

await using bob = await RawClient.join(server.port, "bob", {
  rooms: ["lobby", "incident", "lunch"],
});
await using eve = await RawClient.join(server.port, "eve", { rooms: ["lobby", "incident"] });
await using mia = await RawClient.join(server.port, "mia", { rooms: ["lobby", "lunch"] });
await using build = await RawClient.join(server.port, "buildbot", { rooms: ["incident"] });
bob.command("topic", "db-2 out of disk, see the log in #incident", { room: "incident" });
mia.command("away", "on the train");
await bob.say("morning all");
await eve.say("morning! coffee is ready");

await using ann = await openClient(
  104,
  28,
  "--nick",
  "ann",
  "--room",
  "incident",
  "--room",
  "lobby",
  "--room",
  "lunch",
);
await ann.until(({ rows }) => rows.some((row) => row.includes("You are ann")));
bob.command("mod", "ann", { room: "incident" });
await bob.next("moderation");
await build.say(
  "db-2: /var is *97 %* full, see https://graphs.example/db-2?panel=disk",
  "incident",
);
await bob.say("on it. what writes there?", "incident");
await eve.say(
  "the nightly dump, I think:\n```\n$ du -sh /var/*\n61G  /var/dumps\n 4G  /var/log\n```",
  "incident",
);
await bob.say("can you move them, ann? I have `rsync` ready", "incident");
await ann.type("moving them to _cold storage_ now");
await ann.press("Enter");
await bob.next("message", ({ from }) => from === "ann");
await bob.say("👍 tell us when you see it shrink", "incident");
await mia.say("pizza at noon?", "lunch");
await mia.say("ann, you too?", "lunch");
eve.command("msg", "ann do you need a second pair of eyes?");
await eve.next("direct");
bob.send({ type: "typing", room: "incident" });
await ann.type("down to 71 % already :tada");
await ann.press("Tab");
await ann.until(({ rows }) => rows.some((row) => row.includes("🎉")));
await take(
  "screen",
  `chatroom client ops.example#${server.fingerprint}`,
  ann,
  104,
  (row) => row.includes("bob is typing"),
);

await ann.press("C-c");
await ann.press("M-m", "Up", "Up", "Up", "Enter", "p");
await take("menu", "Alt+M, Enter, p", ann, 104, (row) => row.includes("/kick eve"));
await ann.press("C-c", "C-c");

await ann.type("/search the");
await ann.press("Enter");
await take("search", "/search", ann, 104, (row) => row.includes("found for"));

await ann.press("Escape");
await ann.resize(44, 16);
await take("narrow", "44 columns", ann, 44, (row) => row.includes("2:"));

async function openClient(columns: number, rows: number, ...args: string[]): Promise<Tmux> {
  const address = `127.0.0.1:${server.port}#${server.fingerprint}`;
  const command = commandLine("client", address, ...args).map((word) => `'${word}'`);
  const env = { ...settings.env, TERM: "xterm-256color" };
  const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`).join(" ");
  return await Tmux.open(`cd '${root}'; ${variables} ${command.join(" ")}`, columns, rows);
}

/** Once there is such a row. */
async function take(
  name: string,
  title: string,
  terminal: Tmux,
  columns: number,
  isReady: (row: string) => boolean,
): Promise<void> {
  const { rows } = await terminal.until(({ rows }) => rows.some(isReady));
  if (!rows.some(isReady)) throw new Error(`"${name}" is not as expected:\n${rows.join("\n")}`);
  const styled = (await terminal.styled()).trimEnd().split("\n");
  const [isShown = 0, column = 0, row = 0] =
    (await terminal.tell("#{cursor_flag} #{cursor_x} #{cursor_y}")).split(" ").map(Number);
  const cursor = isShown === 1 ? { column, row } : undefined;
  const picture = terminalSvg({ title, rows: styled, columns, cursor });
  Deno.writeTextFileSync(`${here}${name}.svg`, picture);
  console.log(`docs/pictures/${name}.svg`);
}
