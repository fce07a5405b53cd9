import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import type { Asset } from "../../../web/assets.ts";
import { assertAccessible } from "../../support/browser/accessibility.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { lastingPort } from "../../support/servers/lasting_port.ts";
import { builtPage } from "../../support/servers/built_page.ts";

const test = testsInBrowser();

/** Chooses in the menu of the conversation where one is. */
async function choose({ page }: ChatPage, name: string): Promise<void> {
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("the address follows the room, leads to others, and back closes what is open", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev", "news"] });
  const ann = await ChatPage.join(await visit(server.port), "ann", "/?invite=none#dev");
  const { page } = ann;
  const at = (hash: string) => page.waitForURL((url) => url.search === "" && url.hash === hash);
  await at("#dev");
  await bob.say(`see ${new URL("/#news", page.url()).href}`, "dev");
  await ann.talk.getByRole("link").click();
  await at("#news");
  await page.getByRole("heading", { name: "#news" }).waitFor();
  await page.evaluate("location.hash = '#lobby'");
  await page.getByRole("heading", { name: "#lobby" }).waitFor();
  // Not #news with a password, nor two rooms.
  await page.evaluate("location.hash = '#news and,more'");
  await ann.talk.getByText('"news and,more" is no name of a room').waitFor();

  await bob.say("ann: are you there?", "dev");
  await ann.place("#dev", 1).waitFor();
  await page.waitForFunction("document.title.startsWith('(1) #lobby')");
  await page.locator("link[rel=icon][href='/icon-unread.svg']").waitFor({ state: "attached" });

  // Nothing comes of it from the server.
  await ann.write("/join dev");
  await page.getByRole("heading", { name: "#dev" }).waitFor();
  await ann.write("/join lobby");
  await page.getByRole("heading", { name: "#lobby" }).waitFor();

  await choose(ann, "Invite others…");
  const dialog = page.getByRole("dialog", { name: "Invite others" });
  await dialog.getByRole("img", { name: /^QR code of http:.*\/#lobby$/ }).waitFor();
  await assertAccessible(page);
  await page.goBack();
  await dialog.waitFor({ state: "detached" });
  await at("#lobby");
});

test("an operator makes a link that lets people in, which names no room that is closed", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using _bob = await RawClient.join(server.port, "bob");
  const visitor = await visit(server.port);
  const ann = await ChatPage.join(visitor, "ann", "/#dev");
  const { page } = ann;
  const dialog = page.getByRole("dialog", { name: "Invite others" });
  const link = dialog.getByRole("link").first();
  await choose(ann, "Invite others…");
  await link.waitFor();
  const make = dialog.getByRole("button", { name: "Make a link that lets people in" });
  assert.equal(await make.count(), 0);
  await page.keyboard.press("Escape");

  server.operator.runCommand("op", "ann");
  await ann.sees("operator of the server");
  server.operator.runCommand("lock", "server sesame");
  await choose(ann, "Invite others…");
  await make.click();
  await page.getByRole("button", { name: "Send it all the same" }).click();
  await dialog.getByRole("img", { name: /\/\?invite=\S+#dev$/ }).waitFor();
  await assertAccessible(page);
  const { search, hash } = new URL(await link.getAttribute("href") ?? "");
  await ChatPage.join(await visit(server.port), "eve", `/${search}${hash}`);
  await page.keyboard.press("Escape");

  await ann.write("/lock");
  await ann.sees("locked");
  await choose(ann, "Invite others…");
  await dialog.getByText("Into #dev comes only who is invited").waitFor();
  await make.click();
  await dialog.getByRole("img", { name: /\/\?invite=[\w-]+$/ }).waitFor();
});

test("another version of the page is loaded once nothing is being written", async (visit) => {
  const port = lastingPort();
  const first = startServer({ port, web: builtPage });
  const ann = await ChatPage.join(await visit(port), "ann");
  await ann.draft.fill("begun");
  await first.stop();
  await using _second = startServer({ port, web: { assets: otherVersion() } });
  await ann.page.getByText("There is a newer version of this page").waitFor();
  assert.equal(await ann.draft.inputValue(), "begun");
  await ann.draft.fill("");
  await ann.page.locator("link[href='/page-00000000.css']").waitFor({ state: "attached" });
});

/** Its styles have another name. */
function otherVersion(): readonly Asset[] {
  const renamed = (text: string) => text.replace(/page-[0-9a-f]{8}\.css/, "page-00000000.css");
  return (builtPage.assets ?? []).map(({ path, contentType, isImmutable, bytes }) => ({
    ...{ path: renamed(path), contentType, isImmutable },
    bytes: path === "/"
      ? new TextEncoder().encode(renamed(new TextDecoder().decode(bytes)))
      : bytes,
  }));
}

test("on a phone rooms and members come over the conversation, and go as one goes elsewhere", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using _bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const ann = await ChatPage.join(await visit(server.port, { phone: true }), "ann", "/#dev");
  const { page } = ann;
  await ann.write("/join lobby");
  await ann.page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("heading", { name: "#lobby" }).waitFor();
  await page.getByRole("button", { name: "Rooms and people" }).click();
  await ann.place("#dev").click();
  await page.getByRole("heading", { name: "#dev" }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Members" }).click();
  await page.getByRole("dialog").getByText("bob").waitFor();
  await assertAccessible(page);
  await page.goBack();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.setViewportSize({ width: 320, height: 640 });
  await choose(ann, "Preferences…");
  await page.getByRole("radio", { name: "larger", exact: true }).check();
  assert.ok(await ann.isWithinScreen(page.getByRole("button", { name: "Close" })));
  await page.goBack();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await ann.overflow(), 0);
  assert.ok(await ann.isWithinScreen(ann.draft));
  assert.ok(await ann.isWithinScreen(page.getByRole("button", { name: "More" })));
});

test("who comes in in one tab is in in all, and who is forgotten in one is so in all", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using _bob = await RawClient.join(server.port, "bob");
  const visitor = await visit(server.port);
  const other = await ChatPage.open(visitor);
  const ann = await ChatPage.open(visitor);
  await ann.askFor("bob");
  await ann.page.getByRole("button", { name: "Add a number to my name" }).click();
  await Promise.all([ann, other].map((tab) => tab.draft.waitFor()));
  await ann.write("it is me");
  await other.sees("it is me");

  await choose(ann, "Preferences…");
  const name = ann.page.getByRole("textbox", { name: "Your name here" });
  await name.fill("ann");
  await name.press("Enter");
  await ann.page.getByText("You are called ann now").waitFor();
  const away = ann.page.getByRole("switch", { name: "I am away" });
  await away.click();
  await other.page.getByRole("button", { name: /^ann ?, away/ }).waitFor();
  await away.click();
  await other.page.getByRole("button", { name: "ann", exact: true }).waitFor();
  await ann.page.getByRole("radio", { name: "new line" }).check();
  await ann.page.getByRole("radio", { name: "dark" }).check();
  await other.page.locator("html[data-theme=dark]").waitFor();
  await assertAccessible(ann.page);
  await other.draft.pressSequentially("two\nlines");
  assert.equal(await other.draft.inputValue(), "two\nlines");
  const token = await ann.page.evaluate<string>("JSON.parse(localStorage.session).token");
  await ann.page.getByRole("button", { name: "Forget me on this device" }).click();
  await ann.page.getByRole("button", { name: "Yes, forget me" }).click();
  for (const { page } of [ann, other]) {
    await page.getByRole("button", { name: "Come in again" }).waitFor();
    assert.equal(await page.evaluate("localStorage.length"), 0);
  }
  await using again = await RawClient.connect(server.port);
  again.send({ type: "hello", version: 1, nick: "bob2", token });
  assert.equal((await again.next("error")).code, "token_revoked");
});
