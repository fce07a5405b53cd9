import assert from "node:assert/strict";
import { commandsFor } from "../../../../../commands/mod.ts";
import { pageCommands } from "../../../../../web/page/chat/page_commands.ts";
import {
  commandSections,
  keySections,
} from "../../../../../web/page/view/writing/help_sections.ts";
import { pageKeyGroups } from "../../../../../web/page/view/writing/page_keys.ts";

Deno.test("the help has each command once, and all that everybody has under a title of its own", () => {
  const onServer = commandsFor("owner").map(({ aliases = [], ...rest }) => ({ ...rest, aliases }));
  const all = pageCommands.all(onServer);
  const sections = commandSections(all);
  const shown = sections.filter(({ title }) => title !== "In what you write")
    .flatMap(({ entries }) => entries.map(({ what }) => what));
  assert.deepEqual(shown.toSorted(), all.map(({ usage }) => usage).toSorted());
  const visitor = commandsFor("visitor").map(({ name }) => name);
  const others = sections.find(({ title }) => title === "Other")?.entries ?? [];
  const untitled = others.map(({ what }) => what.split(" ")[0]?.slice(1) ?? "");
  assert.deepEqual(untitled.filter((name) => visitor.includes(name)), ["help", "address", "claim"]);
});

Deno.test("no key is in the table twice, and all that are shown are explained", () => {
  const keys = pageKeyGroups.flatMap(({ bindings }) => bindings.flatMap(({ keys = [] }) => keys));
  assert.equal(new Set(keys).size, keys.length);
  for (const { what, summary } of keySections().flatMap(({ entries }) => entries)) {
    assert.notEqual(what, "");
    assert.notEqual(summary, "");
  }
});
