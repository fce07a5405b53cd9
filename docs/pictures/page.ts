import type { Browser, Page } from "playwright-core";
import { fileURLToPath } from "node:url";
import { startServer } from "../../server.ts";
import { ChatPage } from "../../tests/support/browser/chat_page.ts";
import { launchChromium, whyNoChromium } from "../../tests/support/browser/chromium.ts";
import { Visitor } from "../../tests/support/browser/visitor.ts";
import { RawClient } from "../../tests/support/clients/raw_client.ts";
import { builtPage } from "../../tests/support/servers/built_page.ts";
import { unlimited } from "../../tests/support/servers/unlimited.ts";
import { shrinkPng } from "./shrink_png.ts";

const here = fileURLToPath(new URL("./", import.meta.url));
const laptop = { width: 1120, height: 700 };
const room = "physics";

interface Class {
  readonly lee: RawClient;
  readonly noor: RawClient;
  readonly tom: RawClient;
}

/** The page in a browser: the first visit, a class at work, the same in the dark and on a phone. */
export async function takePage(): Promise<void> {
  if (whyNoChromium !== "") {
    console.log(`The pictures of the page stay as they are: ${whyNoChromium}`);
    return;
  }
  await using server = startServer({ web: builtPage, sessionBounds: unlimited, name: "Room 12" });
  await using browser = await launchChromium();
  await using lee = await RawClient.join(server.port, "ms.lee", { rooms: ["lobby", room] });
  await using noor = await RawClient.join(server.port, "noor", { rooms: ["lobby", room] });
  await using tom = await RawClient.join(server.port, "tom", { rooms: ["lobby", room, "lunch"] });
  await arrive({ lee, noor, tom });

  const desk = await Visitor.come(browser, server.port, { viewport: { width: 720, height: 400 } });
  const mia = await ChatPage.open(desk, `/#${room}`);
  await mia.page.getByRole("textbox").fill("mia");
  await take(mia.page, "page_first_visit");
  await mia.page.setViewportSize(laptop);
  await mia.comeIn();
  await mia.write("/join lobby,lunch");
  await mia.place("#lunch").click();
  await mia.place(`#${room}`).click();
  await talk(mia, { lee, noor, tom });
  await mia.place("#lunch", 1).waitFor();
  await take(mia.page, "page_light");
  await mia.page.emulateMedia({ colorScheme: "dark" });
  await take(mia.page, "page_dark");
  await desk.leave();
  await takePhone(browser, server.port);
}

async function arrive({ lee, noor, tom }: Class): Promise<void> {
  lee.command("topic", "Pendulums: measure T for five lengths, share your table here", { room });
  await lee.next("topic");
  tom.command("away", "fetching strings");
  await noor.say("Good morning!");
}

async function talk(mia: ChatPage, { lee, noor, tom }: Class): Promise<void> {
  const say = async (text: string) => {
    await mia.write(text);
    await lee.next("message", (message) => message.text === text);
  };
  await lee.say("Group 2, which lengths do you have so far?", room);
  await noor.say("20, 40, 60 and 80 cm. The *100 cm* string broke :(", room);
  await noor.say("```\nL [cm]   T [s]\n    20    0.90\n    40    1.27\n    80    1.80\n```", room);
  await say("60 cm gives 1.55 s, so T grows with the _square root_ of L?");
  await lee.say("mia: exactly. How would you get g from that?", room);
  await say("g = 4π²·L / T², so about `9.86`");
  await lee.say("Very good 👍 There is more at http://library.local/pendulum", room);
  await tom.say("Who has a spare string?", "lunch");
  await mia.sees("There is more at");
  lee.send({ type: "typing", room });
  await mia.page.getByText("ms.lee is typing").first().waitFor();
}

/** Somebody else looks at what was said. */
async function takePhone(browser: Browser, port: number): Promise<void> {
  const bus = await Visitor.come(browser, port, { phone: true, colorScheme: "light" });
  const ben = await ChatPage.join(bus, "ben", `/#${room}`);
  await ben.sees("There is more at");
  await take(ben.page, "page_phone");
  await bus.leave();
}

async function take(page: Page, name: string): Promise<void> {
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  const blank = await page.context().newPage();
  Deno.writeFileSync(`${here}${name}.png`, await shrinkPng(picture, blank));
  await blank.close();
  console.log(`docs/pictures/${name}.png`);
}
