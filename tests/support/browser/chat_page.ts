import type { Locator, Page } from "playwright-core";
import { bounded } from "../bounded.ts";
import type { Visitor } from "./visitor.ts";

/** For the page: `innerText` would join spaces. */
const readSaid = `(() => {
  const isBlock = ({ localName }) => /^(p|pre|div|ul|ol|li)$/.test(localName);
  const textOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.localName === "br") return "\\n";
    if (/^(button|figcaption)$/.test(node.localName)) return "";
    return [...node.childNodes].map(textOf).join("") + (isBlock(node) ? "\\n" : "");
  };
  return [...document.querySelectorAll("[role=log] article .text")].map(textOf)
    .map((text) => text.split("\\n").filter((line) => line !== "").join("\\n"));
})()`;

/** The page as somebody uses it: by what it shows, and by the names that its controls have for everybody. */
export class ChatPage {
  constructor(readonly page: Page) {}

  /** In a new tab. `path` may have a query and a fragment. */
  static async open(visitor: Visitor, path?: string): Promise<ChatPage> {
    return new ChatPage(await visitor.open(path));
  }

  /** Somebody new gives a nick, and is in. */
  static async join(visitor: Visitor, nick: string, path?: string): Promise<ChatPage> {
    const chat = await ChatPage.open(visitor, path);
    await chat.askFor(nick);
    await chat.draft.waitFor();
    return chat;
  }

  /** Gives a nick, and asks to come in. */
  async askFor(nick: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Your name here" }).fill(nick);
    await this.comeIn();
  }

  async comeIn(): Promise<void> {
    await this.page.getByRole("button", { name: "Come in" }).click();
  }

  /** Where one writes. */
  get draft(): Locator {
    return this.page.getByRole("textbox", { name: /^Message to / });
  }

  /** All that stands in the conversation. */
  get talk(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }

  /** What was said with this text. */
  message(text: string): Locator {
    return this.talk.getByRole("article").filter({ hasText: text });
  }

  /** Waits until it is there. */
  async sees(text: string): Promise<void> {
    await this.talk.getByText(text).last().waitFor();
  }

  /** Waits until that is written where one writes. */
  async holds(text: string): Promise<void> {
    const holds = async () => {
      while (await this.draft.inputValue() !== text) {
        await this.page.evaluate("new Promise(requestAnimationFrame)");
      }
    };
    await bounded(holds(), () => `"${text}" where one writes`);
  }

  async write(text: string): Promise<void> {
    await this.draft.fill(text);
    await this.draft.press("Enter");
  }

  /** An entry of the list of rooms and persons, where so much is unread in it, if that is told. */
  place(name: string, unread?: number): Locator {
    const shown = unread === undefined ? name : new RegExp(`${name}\\D*${unread}\\b`);
    return this.page.getByRole("navigation", { name: "Rooms and people" })
      .getByRole("button", { name: shown });
  }

  /** Told while there is no connection. */
  get notConnected(): Locator {
    return this.page.getByRole("status").filter({ hasText: "Not connected" });
  }

  /** Where a password is asked for. */
  get password(): Locator {
    return this.page.getByLabel(/^Password/);
  }

  /** The texts of all that was said, in order, each character as it is; without empty lines. */
  async said(): Promise<readonly string[]> {
    return await this.page.evaluate<readonly string[]>(readSaid);
  }

  /** All of it. */
  async isWithinScreen(locator: Locator): Promise<boolean> {
    const box = await locator.boundingBox();
    const screen = this.page.viewportSize();
    if (box === null || screen === null) return false;
    const { x, y, width, height } = box;
    return x >= 0 && y >= 0 && x + width <= screen.width && y + height <= screen.height;
  }

  /** By how many pixels the page is wider than the screen. */
  async overflow(): Promise<number> {
    return await this.page.evaluate("document.documentElement.scrollWidth - innerWidth");
  }
}
