import assert from "node:assert/strict";
import { PlainCommands, type PlainFace } from "../../ui/plain_commands.ts";
import { FakeChatClient } from "./fake_chat_client.ts";
import { MemoryInputHistory, MemorySettings } from "./screen/memory_settings.ts";

Deno.test("PlainCommands.run() sends no secret where others read it and nobody can be asked, and says what does", () => {
  const client = Object.assign(new FakeChatClient(), { isConnected: true, exposesSecrets: true });
  const told: string[] = [];
  const nothing = () => {};
  const face: PlainFace = {
    ...{ room: "lobby", goTo: nothing, say: nothing, showNotice: nothing },
    ...{ showEarlier: nothing, showKeys: nothing, putBack: nothing },
    tell: (text) => void told.push(text),
  };
  const storage = { settings: new MemorySettings(), inputHistory: new MemoryInputHistory() };
  const commands = new PlainCommands(client, face, storage);
  commands.run("claim", "ABCD-EFGH");
  const problem = "Not sent: The connection is not encrypted; --insecure sends it all the same";
  assert.deepEqual([client.calls, told], [[], [problem]]);
  commands.run("who", "");
  assert.deepEqual(client.calls, ["run who"]);
});
