import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { startServer } from "../../../server.ts";
import { assertAccessible } from "../../support/browser/accessibility.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { builtPage } from "../../support/servers/built_page.ts";

const test = testsInBrowser();

/** Chooses in the menu of the conversation where one is. */
async function choose({ page }: ChatPage, name: string): Promise<Locator> {
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name }).click();
  return page.getByRole("dialog");
}

/** For the page. */
function isWhole({ scrollWidth, clientWidth }: Record<"scrollWidth" | "clientWidth", number>) {
  return scrollWidth <= clientWidth;
}

test("rooms are joined, set, kept in order and left by menus and dialogs", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  bob.command("lock", "sesame", { room: "dev" });
  await bob.next("settings");
  bob.command("topic", "long ".repeat(50), { room: "lobby" });
  await bob.next("topic");
  const ann = await ChatPage.join(await visit(server.port), "ann");
  const { page } = ann;
  const keyboard = page.keyboard;

  await page.getByRole("button", { name: "Join or write to" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "bob" }).waitFor();
  const lobby = page.getByRole("dialog").getByText("#lobby", { exact: true });
  assert.ok(await lobby.evaluate(isWhole), "Its name is cut");
  await page.getByLabel("Room or person").fill("dev");
  await keyboard.press("Enter");
  await page.getByLabel("Password of the room").fill("wrong");
  await assertAccessible(page);
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Send it all the same" }).click();
  await page.getByRole("alert").getByText("The password of the room is wrong").waitFor();
  await page.getByLabel("Password of the room").fill("sesame");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "#dev" }).waitFor();

  const settings = await choose(ann, "Room settings…");
  await settings.getByText("locked (by invitation or password)").waitFor();
  assert.equal(await settings.getByRole("switch").count(), 0);
  await assertAccessible(page);
  await keyboard.press("Escape");
  const ofServer = await choose(ann, "The server…");
  assert.deepEqual(await ofServer.getByRole("option").allInnerTexts(), ["Own the server"]);
  await keyboard.press("Escape");
  await page.getByRole("button", { name: "More" }).click();
  assert.equal(await page.getByRole("menuitem", { name: "Keep order…" }).count(), 0);
  await keyboard.press("Escape");
  bob.command("owner", "ann", { room: "dev" });
  await page.getByRole("button", { name: /^ann ?, owner of the room$/ }).waitFor();
  await choose(ann, "Room settings…");
  await settings.getByLabel("Topic", { exact: true }).fill("Birds");
  await keyboard.press("Enter");
  await ann.sees("set the topic: Birds");
  await settings.getByRole("switch", { name: /^Private/ }).click();
  await settings.getByRole("switch", { name: /^Private/, checked: true }).waitFor();
  await settings.getByRole("switch", { name: /^Locked/, checked: true }).waitFor();
  await assertAccessible(page);
  await settings.getByRole("button", { name: "Take the password away" }).click();
  await settings.getByLabel("Password", { exact: true }).waitFor();
  await keyboard.press("Escape");

  const order = await choose(ann, "Keep order…");
  await order.getByLabel("What to do").selectOption("Mute");
  await order.getByLabel("Nick").fill("bob");
  await order.getByLabel("For how long").fill("10m");
  await order.getByLabel("Why").fill("too loud");
  await keyboard.press("Enter");
  await order.getByText('"bob" is muted for 10 min').waitFor();
  await order.getByLabel("What to do").selectOption("See bans and mutes");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await order.getByText(/^muted: bob, for .*: too loud$/).waitFor();
  await assertAccessible(page);
  await page.goBack();
  assert.equal(await order.count(), 0);

  await choose(ann, "Leave the room");
  await page.getByRole("heading", { name: "#lobby" }).waitFor();
});

test("what may be done with a person is a menu, and is asked about where it cannot be undone", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port), "ann", "/#birds");
  const { page } = ann;
  await bob.joinRoom("birds");
  const member = page.getByRole("complementary", { name: "Members" })
    .getByRole("button", { name: "bob" });
  const open = async (name: string) => {
    await member.press("Enter");
    await page.getByRole("menuitem", { name }).press("Enter");
  };
  await open("Who is that?");
  await page.getByRole("dialog", { name: "bob" }).getByText("in #lobby, #birds").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate("document.activeElement.textContent"), "bob");
  await open("Mute…");
  await assertAccessible(page);
  await page.getByRole("menuitem", { name: "for 1 hour" }).press("Enter");
  await ann.sees("muted bob for 1 hr");
  await open("Kick…");
  await page.getByRole("dialog", { name: "Kick bob?" }).getByRole("button", { name: "Yes" })
    .click();
  await member.waitFor({ state: "detached" });
});
