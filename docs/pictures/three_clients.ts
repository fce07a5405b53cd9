import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { startServer } from "../../server.ts";
import { TemporarySettings } from "../../tests/support/files/temporary_settings.ts";
import { findProgram } from "../../tests/support/program/find_program.ts";
import { openWeechat } from "../../tests/support/program/weechat.ts";
import { Tmux } from "../../tests/ui/tmux.ts";
import { openClient } from "./open_client.ts";
import { takePicture } from "./take_picture.ts";

const columns = 80;
const room = "games";

type Speaker = (text: string) => Promise<void>;

/** The same talk as people see it with weechat, with nc and with the program's own client. */
export async function takeThreeClients(): Promise<void> {
  const missing = ["weechat", "nc"].filter((program) => findProgram(program) === undefined);
  if (missing.length > 0) {
    console.log(`Without ${missing.join(" and ")} the pictures of three clients stay as they are`);
    return;
  }
  const own = await makeOwnCertificate();
  await using server = startServer({ name: "Game night", tls: { own } });
  using settings = new TemporarySettings();

  await using ann = await openClient(server, settings, { columns, rows: 14 }, [
    ...["--nick", "ann", "--room", room],
  ]);
  await untilSeen(ann, "You are ann");
  await enter(ann, "/topic Friday at eight, at bob's");
  await untilSeen(ann, "set the topic");

  await using eve = await Tmux.open(`nc 127.0.0.1 ${server.port}`, columns, 21);
  await untilSeen(eve, "Which nick");
  await enter(eve, "eve");
  await untilSeen(eve, "your nick is eve");
  await enter(eve, `/join ${room}`);
  await untilSeen(eve, `you are in #${room}`);

  await using bob = await openWeechat({ port: server.port, nick: "bob", room, columns, rows: 14 });
  await untilSeen(bob, `Channel #${room}: 3 nicks`);

  const everybody = [ann, bob, eve];
  const speaker = (tmux: Tmux): Speaker => async (text) => {
    await enter(tmux, text);
    await Promise.all(everybody.map((reader) => untilSeen(reader, text.replace(/^\/me /, ""))));
  };
  await talk(speaker(ann), speaker(bob), speaker(eve));

  const last = (row: string) => row.includes("nothing to install");
  await takePicture("weechat", `weechat irc://bob@chat.example:5000/#${room}`, bob, columns, last);
  await takePicture("nc", "nc chat.example 5000", eve, columns, last);
  const address = `chat.example:5000#${server.fingerprint}`;
  await takePicture("client", `chatroom client ${address}`, ann, columns, last);
}

async function talk(ann: Speaker, bob: Speaker, eve: Speaker): Promise<void> {
  await bob("who brings the disk with the maps?");
  await eve("I do");
  await ann("and I pizza 🍕 for six?");
  await bob("/me counts");
  await bob("seven, mia comes too");
  await eve("nice, and I had nothing to install");
}

async function enter(tmux: Tmux, line: string): Promise<void> {
  await tmux.type(line);
  await tmux.press("Enter");
}

async function untilSeen(tmux: Tmux, text: string): Promise<void> {
  const { rows } = await tmux.until(({ rows }) => rows.some((row) => row.includes(text)));
  if (!rows.some((row) => row.includes(text))) {
    throw new Error(`"${text}" is not to be seen:\n${rows.join("\n")}`);
  }
}
