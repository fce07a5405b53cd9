import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { startServer } from "../../server.ts";
import { RawClient } from "../../tests/support/clients/raw_client.ts";
import { TemporarySettings } from "../../tests/support/files/temporary_settings.ts";
import { unlimited } from "../../tests/support/servers/unlimited.ts";
import type { Tmux } from "../../tests/ui/tmux.ts";
import { openClient } from "./open_client.ts";
import { takePicture } from "./take_picture.ts";

const columns = 104;

interface Others {
  readonly bob: RawClient;
  readonly eve: RawClient;
  readonly mia: RawClient;
  readonly build: RawClient;
}

/** What the full-screen client is like: its conversations, a menu, a search, a small screen. */
export async function takeOneClient(): Promise<void> {
  const own = await makeOwnCertificate();
  await using server = startServer({ sessionBounds: unlimited, name: "Ops", tls: { own } });
  using settings = new TemporarySettings();
  Deno.mkdirSync(`${settings.path}/chatroom`);
  Deno.writeTextFileSync(`${settings.path}/chatroom/settings.json`, `{"theme":"dark"}`);

  const { port } = server;
  await using bob = await RawClient.join(port, "bob", { rooms: ["lobby", "incident", "lunch"] });
  await using eve = await RawClient.join(port, "eve", { rooms: ["lobby", "incident"] });
  await using mia = await RawClient.join(port, "mia", { rooms: ["lobby", "lunch"] });
  await using build = await RawClient.join(port, "buildbot", { rooms: ["incident"] });
  bob.command("topic", "db-2 out of disk, see the log in #incident", { room: "incident" });
  mia.command("away", "on the train");
  await bob.say("morning all");
  await eve.say("morning! coffee is ready");

  await using ann = await openClient(server, settings, { columns, rows: 28 }, [
    ...["--nick", "ann", "--room", "incident", "--room", "lobby", "--room", "lunch"],
  ]);
  await ann.until(({ rows }) => rows.some((row) => row.includes("You are ann")));
  await talk(ann, { bob, eve, mia, build });
  await takeAll(ann, `chatroom client ops.example#${server.fingerprint}`);
}

async function talk(ann: Tmux, { bob, eve, mia, build }: Others): Promise<void> {
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
}

async function takeAll(ann: Tmux, title: string): Promise<void> {
  await takePicture("screen", title, ann, columns, (row) => row.includes("bob is typing"));

  await ann.press("C-c");
  await ann.press("M-m", "Up", "Up", "Up", "Enter", "p");
  await takePicture("menu", "Alt+M, Enter, p", ann, columns, (row) => row.includes("/kick eve"));
  await ann.press("C-c", "C-c");

  await ann.type("/search the");
  await ann.press("Enter");
  await takePicture("search", "/search", ann, columns, (row) => row.includes("found for"));

  await ann.press("Escape");
  await ann.resize(44, 16);
  await takePicture("narrow", "44 columns", ann, 44, (row) => row.includes("2:"));
}
