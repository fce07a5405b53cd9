import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { assertAccessible } from "../../support/browser/accessibility.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { builtPage } from "../../support/servers/built_page.ts";

const test = testsInBrowser();

test("who is sent out of a room while writing writes nowhere else until it says so", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  const ann = await ChatPage.join(await visit(server.port), "ann", "/#dev");
  const { page } = ann;
  await ann.write("/join lobby");
  await page.getByRole("heading", { name: "#lobby" }).waitFor();
  await ann.draft.pressSequentially("The teacher is ");
  server.operator.runCommand("kick", "in:lobby ann");
  await page.getByRole("alert").filter({ hasText: "kicked you out of #lobby" }).waitFor();
  await page.keyboard.type("a secret");
  await page.keyboard.press("Enter");
  assert.equal(await ann.draft.count(), 0);
  await page.getByRole("button", { name: "Write to #dev" }).click();
  await ann.holds("");
  await ann.write("here I am");
  const { text } = await bob.next("message");
  assert.equal(text, "here I am");
  await ann.write("/join lobby");
  await ann.holds("The teacher is ");
});

test("who is in no room is told so, and comes in by the room's password", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using eve = await RawClient.join(server.port, "eve", { rooms: ["closed"] });
  eve.command("lock", "sesame", { room: "closed" });
  await eve.next("settings");
  const ann = await ChatPage.open(await visit(server.port), "/#closed");
  const { page } = ann;
  await ann.askFor("ann");
  await page.getByRole("alert").filter({ hasText: "You are not in #closed" }).waitFor();
  assert.equal(await page.getByText("Cannot fetch").count(), 0);
  await page.getByRole("button", { name: "Join #closed" }).click();
  await page.getByLabel("Password of the room").fill("sesame");
  await page.getByRole("button", { name: "Join #closed" }).last().click();
  await page.getByRole("button", { name: "Send it all the same" }).click();
  await ann.draft.waitFor();
});

test("commands, nicks and emoji are completed by keys and by touch", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using _bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port), "ann");
  const { page, draft } = ann;
  const list = page.getByRole("listbox", { name: "Completions" });
  const written = () => draft.inputValue();
  await draft.pressSequentially("b");
  await draft.press("Tab");
  assert.equal(await written(), "bob: ");
  await draft.pressSequentially(":thumbs");
  await list.getByRole("option").first().waitFor();
  await assertAccessible(page);
  await draft.press("ArrowDown");
  assert.equal(await written(), "bob: 👍 ");
  const chosen = page.locator(`[id="${await draft.getAttribute("aria-activedescendant")}"]`);
  assert.match(await chosen.innerText(), /thumbsup/);
  await draft.press("Escape");
  assert.equal(await written(), "bob: :thumbs");
  assert.equal(await list.count(), 0);
  await draft.fill("");
  await draft.pressSequentially("/whoi");
  await list.getByRole("option", { name: "/whois" }).click();
  assert.equal(await written(), "/whois ");
  await page.getByText("/whois NICK –").waitFor();
  await draft.pressSequentially("b");
  await draft.press("Tab");
  await draft.press("Enter");
  await ann.sees("bob: in #lobby");
  await draft.pressSequentially("@b");
  await list.getByRole("option", { name: "@bob", selected: true }).waitFor();
  await draft.press("Enter");
  assert.equal(await written(), "@bob ");
});

test("what is written has lines, is undone, stays where it was begun, and comes back", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const visitor = await visit(server.port);
  const ann = await ChatPage.join(visitor, "ann");
  const { page, draft } = ann;
  await draft.pressSequentially("one");
  await draft.press("Shift+Enter");
  await draft.pressSequentially("two");
  await draft.press("Alt+Enter");
  await draft.pressSequentially("three");
  await draft.press("Enter");
  await bob.next("message", ({ text }) => text === "one\ntwo\nthree");
  await ann.write("//join is a command");
  await bob.next("message", ({ text }) => text === "/join is a command");
  await ann.write("/join dev");
  await page.getByRole("textbox", { name: "Message to #dev" }).waitFor();
  await draft.pressSequentially("begun");
  await draft.press("Alt+1");
  const inLobby = page.getByRole("textbox", { name: "Message to #lobby" });
  await inLobby.waitFor();
  assert.equal(await inLobby.inputValue(), "");
  await draft.press("ArrowUp");
  await ann.holds("/join dev");
  await draft.press("ArrowUp");
  await ann.holds("//join is a command");
  await draft.fill("");
  await page.reload();
  await draft.waitFor();
  await ann.place("#dev").click();
  await ann.holds("begun");
});

test("keys work wherever the focus is, and the help tells them and all commands", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const ann = await ChatPage.join(await visit(server.port), "ann");
  const { page, draft } = ann;
  await ann.write("/join dev");
  await page.getByRole("textbox", { name: "Message to #dev" }).waitFor();
  await bob.say("look here");
  await ann.place("#lobby", 1).waitFor();
  await ann.place("#dev").focus();
  await page.keyboard.press("Alt+KeyA");
  await page.getByRole("textbox", { name: "Message to #lobby" }).waitFor();
  await page.keyboard.type("typed");
  assert.equal(await draft.inputValue(), "typed");
  for (
    const [open, title, text] of [
      ["F1", "Keys", "Begin a new line"],
      ["/help", "Help", "Say what you do: /me waves"],
    ] as const
  ) {
    if (open === "F1") await draft.press("F1");
    else await ann.write(open);
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByText(text).waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.locator("[data-home]:focus").count(), 1);
  }
});

test("who types is told, and why one may not speak; what was refused comes back", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port), "ann");
  bob.send({ type: "typing", room: "lobby" });
  await ann.page.getByText("bob is typing…").waitFor();
  await ann.draft.pressSequentially("yes");
  await bob.next("typing", ({ nick }) => nick === "ann");
  server.operator.runCommand("mute", "in:lobby ann");
  await bob.say("there");
  await ann.page.getByText("You are muted").waitFor();
  await ann.write("let me");
  await ann.message("let me").getByRole("button", { name: "Change" }).click();
  await ann.holds("let me");
  await ann.message("let me").waitFor({ state: "detached" });
  await ann.write("x".repeat(16_500));
  await ann.page.getByRole("alert").getByText("16,500 of 16,384 bytes").waitFor();
});

test("on a phone Enter begins a new line, and the button says it", async (visit) => {
  await using server = startServer({ web: builtPage });
  await using bob = await RawClient.join(server.port, "bob");
  const ann = await ChatPage.join(await visit(server.port, { phone: true }), "ann");
  await ann.draft.pressSequentially("one");
  await ann.draft.press("Enter");
  await ann.draft.pressSequentially("two");
  await ann.page.getByRole("button", { name: "Send" }).tap();
  await bob.next("message", ({ text }) => text === "one\ntwo");
});

test("a password is given in a dialog; where others can read it on the way that is asked", async (visit) => {
  await using server = startServer({ web: builtPage });
  const ann = await ChatPage.join(await visit(server.port), "ann");
  await ann.write("/claim 1234");
  const question = ann.page.getByRole("dialog", { name: "Not encrypted" });
  await question.getByRole("button", { name: "Do not send it" }).click();
  await question.waitFor({ state: "detached" });
  await ann.write("/password");
  const dialog = ann.page.getByRole("dialog", { name: "Password of ann" });
  await dialog.getByLabel("New password").fill("open sesame");
  await dialog.getByLabel("The same again").fill("open");
  await dialog.getByRole("button", { name: "Send it all the same" }).click();
  await dialog.getByRole("alert").getByText("not the same").waitFor();
  await assertAccessible(ann.page);
  await dialog.getByLabel("The same again").fill("open sesame");
  await dialog.getByLabel("The same again").press("Enter");
  await ann.sees("has this password now");
});
