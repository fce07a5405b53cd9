import { assertRefused } from "../chat/assert_refused.ts";
import { createSetting } from "./setting.ts";

/** Commands that need something behind them, without it; and one that takes one word, with two. */
const lines = [
  ...["/nick", "/nick  ", "/nick ann lee", "/join", "/join , ,", "/whois", "/whois  "],
  ...["/msg", "/msg bob", "/msg bob  ", "/reply", "/reply  ", "/me", "/me  ", "/say", "/say \n"],
  ...["/describe", "/describe bob", "/describe bob  "],
];

Deno.test("runCommand() answers bad usage with how it is used", () => {
  const { run, ann, operator } = createSetting();
  for (const line of lines) assertRefused("bad_usage", () => run(ann, line), line);
  assertRefused("bad_usage", () => run(operator, "/kick"), "/kick");
  assertRefused("bad_usage", () => run(operator, "/kick  "), "/kick");
});
