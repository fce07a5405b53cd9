import type { JSX } from "preact";
import { excerptAround, foundIn } from "../../../../client/conversations/excerpt.ts";
import type { FoundMessage } from "../../../../protocol.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { ExactTime } from "../../parts/exact_time.tsx";
import { nickColor } from "../../parts/nick_color.ts";
import { timeText } from "./time_format.ts";

/** The panel covers the conversation on such screens. */
const narrow = "(max-width: 50rem)";

/** What a search found, which leads to where it was said. */
export function FoundRow({ message }: { readonly message: FoundMessage }): JSX.Element {
  const { reading, search, settings } = useStillChat();
  const { room, from, ts, text } = message;
  const go = () => {
    const isThere = search.goTo(message);
    if (!isThere || !matchMedia(narrow).matches) return;
    reading.viewer?.focus();
    search.close();
  };
  return (
    <li>
      <button type="button" class="found-row" onClick={go}>
        <span>
          <bdi class={`nick ${nickColor(from)}`}>{from}</bdi> <bdi>#{room}</bdi>{" "}
          <ExactTime ts={ts} text={timeText(ts, "date", settings.value.hours)} />
        </span>
        <span class="text" dir="auto">{excerptAround(text, foundIn(message))}</span>
      </button>
    </li>
  );
}
