import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { Passwords } from "../../../server/accounts/passwords.ts";
import { startServer } from "../../../server.ts";
import { assertAccessible } from "../../support/browser/accessibility.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { builtPage } from "../../support/servers/built_page.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const test = testsInBrowser();

/** As people set their systems. */
const looks = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", contrast: "more" },
  { colorScheme: "dark", contrast: "more" },
  { colorScheme: "light", contrast: "no-preference", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
] as const;

test("axe finds nothing on the way in and on the way out", async (visit) => {
  const password = await new Passwords().hash("open sesame");
  const tls = { own: await makeOwnCertificate() };
  await using server = startServer({ web: builtPage, password, tls });
  const ann = await ChatPage.open(await visit(server.port, { encrypted: true }));
  await assertAccessible(ann.page);
  await ann.askFor("ann");
  await ann.password.fill("open sesame");
  await assertAccessible(ann.page);
  await ann.comeIn();
  await ann.draft.waitFor();
  server.operator.runCommand("ban", "server ann too loud");
  await ann.page.getByRole("alert").waitFor();
  await assertAccessible(ann.page);
});

test("axe finds nothing in a conversation, however it looks", async (visit) => {
  await using server = startServer({ web: builtPage, motd: "Be kind" });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const ann = await ChatPage.join(await visit(server.port), "ann");
  await ann.write("/join dev");
  await ann.place("#lobby").click();
  await bob.say("*bold* _italic_ `code` https://good.example/ ann: look");
  await bob.say("```\nlet x = 1;\n```");
  await ann.write("/me looks");
  await ann.sees("looks");
  await bob.say("unread", "dev");
  await ann.place("#dev", 1).waitFor();
  for (const look of looks) {
    await ann.page.emulateMedia(look);
    await assertAccessible(ann.page);
  }
  await ann.page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await ann.draft.fill("/");
  await ann.draft.press("Tab");
  await ann.page.getByRole("listbox", { name: "Completions" }).waitFor();
  await assertAccessible(ann.page);
  await ann.page.getByRole("main").locator("header [aria-haspopup]").first().click();
  await ann.page.getByRole("menu").waitFor();
  await assertAccessible(ann.page);
});
