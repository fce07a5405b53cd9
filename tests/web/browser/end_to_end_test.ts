import assert from "node:assert/strict";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { startServer } from "../../../server.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { builtPage } from "../../support/servers/built_page.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { FullScreen } from "../../support/program/full_screen.ts";
import { commandLine, Program } from "../../support/program/program.ts";
import { lastingPort } from "../../support/servers/lasting_port.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";
import { Passwords } from "../../../server/accounts/passwords.ts";
import { Terminal } from "../../support/program/terminal.ts";
import { openWeechat } from "../../support/program/weechat.ts";

const test = testsInBrowser();

test("somebody gives a nick, is in the lobby, and talks", async (visit) => {
  await using server = startServer({ web: builtPage, motd: "Be kind" });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port), "ann");
  assert.equal(await ann.page.evaluate("isSecureContext"), false);
  await ann.sees("Be kind");
  await bob.say("hello ann");
  await ann.sees("hello ann");
  await ann.write("hello bob");
  const { from } = await bob.next("message", ({ text }) => text === "hello bob");
  assert.equal(from, "ann");
  await ann.message("hello bob").waitFor();
});

test("the page, the terminal client, nc and weechat talk in one room", async (visit) => {
  await using server = startServer({ web: builtPage });
  const { port } = server;
  await using nc = await Terminal.open(["nc", "127.0.0.1", `${port}`]);
  await nc.row(/Which nick/);
  await nc.enter("ned");
  await using eve = await FullScreen.open(port, "eve");
  const size = { columns: 80, rows: 24 };
  await using wes = Terminal.over(await openWeechat({ port, nick: "wes", room: "lobby", ...size }));
  await wes.row(/Channel #lobby/);
  const ann = await ChatPage.join(await visit(server.port), "ann");
  const enter = async (text: string) => {
    await eve.type(text);
    await eve.press("Enter");
  };
  const sayings: readonly (readonly [text: string, say: (text: string) => Promise<void>])[] = [
    ["from a browser", (text) => ann.write(text)],
    ["from the terminal client", enter],
    ["from nc", (text) => nc.enter(text)],
    ["from weechat", (text) => wes.enter(text)],
  ];
  for (const [text, say] of sayings) {
    await say(text);
    const row = new RegExp(text);
    await Promise.all([ann.sees(text), eve.row(row), nc.row(row), wes.row(row)]);
  }
}, { needs: ["tmux", "nc", "weechat"] });

test("a server that was killed and started again has lost nothing for the page", async (visit) => {
  await using directory = await TemporaryDirectory.make();
  const port = lastingPort();
  let ann: ChatPage;
  {
    await using server = await startServerAt(port, directory.path);
    ann = await ChatPage.join(await visit(port), "ann");
    await ann.write("before");
    await ann.message("before").waitFor();
    server.kill("SIGKILL");
  }
  await ann.notConnected.waitFor();
  await ann.write("meanwhile");
  await using _server = await startServerAt(port, directory.path);
  await ann.notConnected.waitFor({ state: "detached" });
  await ann.message("meanwhile").filter({ hasNotText: "sending" }).waitFor();
  await using bob = await RawClient.join(port, "bob");
  await bob.say("after");
  await ann.message("after").waitFor();
  assert.deepEqual(await ann.said(), ["before", "meanwhile", "after"]);
});

test("tabs of one person agree on what is read", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const visitor = await visit(server.port);
  const one = await ChatPage.join(visitor, "ann");
  await one.write("/join dev");
  await one.place("#dev").click();
  const other = await ChatPage.open(visitor);
  const tabs = [one, other];
  await Promise.all(tabs.map((tab) => tab.place("#lobby").click()));
  await bob.say("look here", "dev");
  await Promise.all(tabs.map((tab) => tab.place("#dev", 1).waitFor()));
  await one.place("#dev").click();
  await one.sees("look here");
  await Promise.all(tabs.map((tab) => tab.place("#dev", 1).waitFor({ state: "detached" })));
  assert.equal(server.operator.others, 2);
});

test("on a phone all that one needs is on the screen", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port, { phone: true }), "ann");
  await bob.say("a word of " + "l".repeat(400) + "ong");
  await ann.sees("a word of");
  await ann.draft.fill("hello");
  await ann.page.getByRole("button", { name: "Send" }).tap();
  await ann.message("hello").waitFor();
  assert.ok(await ann.isWithinScreen(ann.draft), "the draft is on the screen");
  assert.ok(await ann.isWithinScreen(ann.message("hello")), "what was said last is on the screen");
  assert.equal(await ann.overflow(), 0, "nothing is wider than the screen");
});

test("a server with a password asks for it, by https too", async (visit) => {
  const tls = { own: await makeOwnCertificate() };
  const password = await new Passwords().hash("open sesame");
  await using server = startServer({ web: builtPage, password, tls });
  const ann = await ChatPage.open(await visit(server.port, { encrypted: true }));
  await ann.askFor("ann");
  await ann.password.fill("let me in");
  await ann.comeIn();
  await ann.page.getByRole("alert").filter({ hasText: "password" }).waitFor();
  await ann.password.fill("open sesame");
  await ann.comeIn();
  await ann.draft.waitFor();
});

test("who is banned is told why", async (visit) => {
  await using server = startServer({ web: builtPage });
  const ann = await ChatPage.join(await visit(server.port), "ann");
  server.operator.runCommand("ban", "server ann 10m too loud");
  await ann.page.getByRole("alert").filter({ hasText: "too loud" }).waitFor();
});

test("what is deleted is gone from the page", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port), "ann");
  await bob.say("my password is 12345");
  await ann.sees("12345");
  bob.command("delete");
  await ann.talk.getByText("12345").waitFor({ state: "detached" });
  assert.doesNotMatch(await ann.page.content(), /12345/);
});

async function startServerAt(port: number, directory: string): Promise<Program> {
  const where = ["--host", "127.0.0.1", "--port", `${port}`, "--data", directory];
  const server = Program.start(commandLine("server", ...where, "--log", "json"));
  await server.record("listening", () => true);
  return server;
}
