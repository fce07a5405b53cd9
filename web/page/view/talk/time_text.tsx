import type { JSX } from "preact";
import { useStillChat } from "../../chat/chat_context.ts";
import { ExactTime } from "../../parts/exact_time.tsx";
import { timeText } from "./time_format.ts";
import { useValue } from "../../parts/use_value.ts";

/** When it was, as the person has set it; nothing where times are off. */
export function TimeText({ ts }: { readonly ts: number }): JSX.Element | null {
  const { timestamps, hours } = useValue(useStillChat().settings);
  const text = timeText(ts, timestamps, hours);
  return text === "" ? null : <ExactTime ts={ts} text={text} />;
}
