import { codePoints, utf8Bytes } from "../../../helpers/text/text_length.ts";
import { freezeConversation } from "../bare_view.ts";
import { OpenPage } from "../pages/open_page.ts";
import { copyPage } from "../pages/copy_page.ts";
import { type ScreenState, showHint } from "../screen_state.ts";

/** Further up than this, a message is scrolled to first. */
const maxMessages = 50;
/** In UTF-8; xterm takes no more than about 75,000 in base64. */
const maxBytes = 48 * 1024;

/** Opens a page of the messages and links that are seen, and above, to copy one of them. */
export function openCopyPage(state: ScreenState): void {
  const messages = freezeConversation(state)
    .flatMap((item) => item.type === "said" ? [item.message] : [])
    .slice(-maxMessages);
  if (messages.length === 0) return showHint(state, "There is no message to be copied here");
  const { page, texts } = copyPage(messages);
  state.page = new OpenPage(page, (entry) => copyText(state, texts[entry] ?? ""), true);
}

/** Into the terminal's clipboard. */
export function copyText(state: ScreenState, text: string): void {
  if (utf8Bytes(text) > maxBytes) {
    return showHint(state, `Too long to be copied: at most ${maxBytes.toLocaleString("en")} bytes`);
  }
  state.effects.push({ type: "copy", text });
  const count = codePoints(text);
  const what = count === 1 ? "1 character" : `${count} characters`;
  showHint(state, `Copied ${what}, where the terminal allows it (OSC 52)`);
}
