import { closeQuietly } from "../../net/close_quietly.ts";

Deno.test("closeQuietly() closes what is open, and nothing that is closed", () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closeQuietly(listener);
  closeQuietly(listener);
});
