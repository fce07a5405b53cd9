import assert from "node:assert/strict";

import dashboard from "../../docs/grafana_dashboard.json" with { type: "json" };
import { startServer } from "../../server.ts";

Deno.test("docs/grafana_dashboard.json asks for nothing that is not measured", async () => {
  await using server = startServer();
  const measured = new Set(
    server.figures().flatMap(({ type, name }) =>
      type === "histogram" ? ["bucket", "sum", "count"].map((part) => `${name}_${part}`) : [name]
    ),
  );
  const asked = dashboard.panels.flatMap((panel) => panel.targets?.map(({ expr }) => expr) ?? []);
  const names = asked.flatMap((expression) => expression.match(/\b(chatroom|process)_\w+/g) ?? []);
  assert.ok(names.length > 30);
  assert.deepEqual(names.filter((name) => !measured.has(name)), []);
});
