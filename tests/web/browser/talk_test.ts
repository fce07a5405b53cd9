import assert from "node:assert/strict";
import { startServer } from "../../../server.ts";
import { ChatPage } from "../../support/browser/chat_page.ts";
import { testsInBrowser } from "../../support/browser/test_in_browser.ts";
import { bounded } from "../../support/bounded.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { builtPage } from "../../support/servers/built_page.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const test = testsInBrowser();

/** The server is gone before the browser. */
const allowed = [/WebSocket connection to .* failed/];

test("whoever reads above the end stays there, finds what is unread, and comes back", async (visit) => {
  await using server = startServer({ web: builtPage, sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const ann = await ChatPage.join(await visit(server.port, { allowed }), "ann");
  const say = async (from: number, count: number, room?: string) => {
    for (let index = from; index < from + count; index++) await bob.say(`number ${index}.`, room);
  };
  await say(0, 60);
  await ann.sees("number 59.");
  await ann.talk.hover();
  await ann.page.mouse.wheel(0, -600);
  await ann.page.getByRole("button", { name: "To the newest" }).waitFor();
  const read = await firstSeen(ann);
  await say(60, 40);
  await ann.page.getByRole("button", { name: "40 new" }).waitFor();
  const kept = await firstSeen(ann);
  // Where rows are of parts of pixels, rounding may differ.
  assert.ok(Math.abs(kept.top - read.top) <= 1, `${kept.top}, before ${read.top}`);
  assert.deepEqual([kept.seq, kept.text], [read.seq, read.text]);

  bob.command("delete", `seq:${Number(read.seq)}`);
  await ann.message(`number ${Number(/\d+/.exec(read.text)?.[0])}.`).waitFor({ state: "detached" });
  const left = await firstSeen(ann);
  assert.equal(left.seq, read.seq);
  assert.ok(Math.abs(left.top - read.top) <= 1, `${left.top}, before ${read.top}`);

  await ann.talk.focus();
  await ann.page.keyboard.press("End");
  await ann.sees("number 99.");
  await ann.write("/join dev");
  await ann.place("#dev").waitFor();
  await say(100, 50);
  await ann.place("#lobby", 50).click();
  await ann.sees("number 149.");
  await ann.page.getByRole("button", { name: /unread above/ }).click();
  await ann.talk.getByText("new", { exact: true }).waitFor();
  await isSeen(ann, "number 100.");
});

test("what is said is found again, read whole, and has a menu", async (visit) => {
  await using server = startServer({ web: builtPage, sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await bob.say("the needle in the hay");
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
  for (const line of lines) await bob.say(line);
  await bob.say(lines.join("\n"));
  const ann = await ChatPage.join(await visit(server.port, { allowed }), "ann");
  const { keyboard } = ann.page;
  await ann.sees("line 199");
  const row = ann.talk.getByRole("article").last();
  assert.equal(await row.locator(".text *").count(), 1, "Each of its lines is an element");
  const { height = 0 } = await row.boundingBox() ?? {};
  await ann.talk.getByRole("button", { name: "Show all" }).click();
  await ann.talk.getByRole("button", { name: "Show all" }).waitFor({ state: "detached" });
  assert.ok((await row.boundingBox())?.height ?? 0 > 10 * height);

  await keyboard.press("Control+k");
  const panel = ann.page.getByRole("complementary", { name: "Search" });
  // It is fetched the first time.
  await panel.getByRole("textbox").waitFor();
  await keyboard.type("needle");
  await keyboard.press("Enter");
  await panel.getByText('1 found for "needle"').waitFor();
  await panel.getByRole("button", { name: /the needle in the hay/ }).click();
  await isSeen(ann, "the needle in the hay");
  await keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await ann.draft.evaluate((element) => element.matches(":focus")), true);

  await ann.message("the needle in the hay").focus();
  await keyboard.press("Enter");
  await ann.page.getByRole("menuitem", { name: "Reply to bob" }).waitFor();
  await keyboard.press("Escape");
  await ann.page.getByRole("menu").waitFor({ state: "detached" });
  await keyboard.press("ArrowDown");
  assert.equal(
    await ann.message("line 0").first().evaluate((each) => each.matches(":focus")),
    true,
  );
  await keyboard.press("Enter");
  await ann.page.getByRole("menuitem", { name: "Reply to bob" }).press("Enter");
  await keyboard.type("why?");
  await ann.holds("bob: why?");
});

interface Seen {
  readonly text: string;
  readonly seq: string;
  /** Below the top of the view, in whole pixels. */
  readonly top: number;
}

async function firstSeen(ann: ChatPage): Promise<Seen> {
  return await ann.page.evaluate<Seen>(`(() => {
    const view = document.querySelector("[role=log]");
    const { top } = view.getBoundingClientRect();
    const first = [...view.querySelectorAll("article")]
      .find((each) => each.getBoundingClientRect().bottom > top + 1);
    return {
      text: first.querySelector(".text").textContent,
      seq: first.dataset.seq,
      top: Math.round(first.getBoundingClientRect().top - top),
    };
  })()`);
}

/** Waits until a message with that text is. */
async function isSeen({ page }: ChatPage, text: string): Promise<void> {
  const look = page.evaluate(`new Promise((resolve) => {
    const isThere = (each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return each.textContent.includes(${JSON.stringify(text)}) && top > 0 && bottom < innerHeight;
    };
    const look = () => [...document.querySelectorAll("[role=log] article")].some(isThere)
      ? resolve()
      : requestAnimationFrame(look);
    look();
  })`);
  await bounded(look, () => text);
}
