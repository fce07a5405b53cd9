import type { PageSettings } from "../../chat/page_settings.ts";
import { isTouched } from "./is_touched.ts";

/** If nothing is set, Enter begins a new line where one is touched: only the button sends there. */
export function doesEnterSend({ enter }: Pick<PageSettings, "enter">): boolean {
  return enter === "automatic" ? !isTouched() : enter === "send";
}
