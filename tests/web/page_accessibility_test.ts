import { startServer } from "../../server.ts";
import { assertAccessible } from "../support/browser/accessibility.ts";
import { ChatPage } from "../support/browser/chat_page.ts";
import { testsInBrowser } from "../support/browser/test_in_browser.ts";
import { builtPage } from "../support/servers/built_page.ts";
import { RawClient } from "../support/clients/raw_client.ts";

const test = testsInBrowser();

test("axe finds nothing, whatever is looked at and however", async (visit) => {
  await using server = startServer({ web: builtPage, motd: "Be kind" });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const ann = await ChatPage.open(await visit(server.port));
  await assertAccessible(ann.page);
  await ann.askFor("ann");
  await ann.write("/join dev");
  await ann.place("#lobby").click();
  await bob.say("*bold* _italic_ `code` https://good.example/ ann: look");
  await bob.say("```\nlet x = 1;\n```");
  await ann.write("/me looks");
  await bob.say("unread", "dev");
  await ann.place("#dev", 1).waitFor();
  await assertAccessible(ann.page);
  await ann.page.emulateMedia({ colorScheme: "dark" });
  await assertAccessible(ann.page);
  await ann.page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await assertAccessible(ann.page);
  await ann.page.emulateMedia({ colorScheme: "dark", contrast: "more" });
  await assertAccessible(ann.page);
  await ann.page.emulateMedia({
    colorScheme: "light",
    contrast: "no-preference",
    forcedColors: "active",
  });
  await assertAccessible(ann.page);
  server.operator.runCommand("kick", "ann too loud");
});
