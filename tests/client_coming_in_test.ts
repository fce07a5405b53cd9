import assert from "node:assert/strict";
import { createTcpClient } from "./support/clients/tcp_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ErrorCode, HelloMessage } from "../protocol.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { joined, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";

const ann = { nick: "ann", ifTaken: "fail" } as const;
const saved = { token: "old", nick: "ann", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };
const inside = [welcome({ token: "new" }), joined()];
const refusal = (code: ErrorCode) => [{ type: "error", code, message: "No" }];

function isRefused(code: ErrorCode): (error: unknown) => boolean {
  return (error) => error instanceof ClientError && error.serverCode === code;
}

/** The nick is ann's, who has a password. */
function greetAnn({ password }: HelloMessage): readonly object[] {
  if (password === undefined) return refusal("password_required");
  return password === "right" ? inside : refusal("password_wrong");
}

Deno.test("connect() may be called again with what the server asks for", async () => {
  await using server = new FakeServer({ greet: greetAnn });
  await using client = createTcpClient({ host: "127.0.0.1", port: server.port }, ann);
  await assert.rejects(client.connect(), isRefused("password_required"));
  await assert.rejects(client.connect({ password: "wrong" }), isRefused("password_wrong"));
  await client.connect({ password: "right" });
  assert.equal(client.state.nick, "ann");
});

Deno.test("a token that counts no more is forgotten, and nothing is said without it unasked", async () => {
  const tokens: (string | undefined)[] = [];
  await using server = new FakeServer({
    greet: ({ token }) => {
      tokens.push(token);
      return token === undefined ? inside : refusal("token_revoked");
    },
  });
  const storage = new MemoryStorage(saved);
  await using client = createTcpClient({ host: "127.0.0.1", port: server.port }, {
    ...{ ...ann, storage },
  });
  await assert.rejects(client.connect(), isRefused("token_revoked"));
  assert.equal(storage.saved, undefined);
  await client.connect();
  assert.deepEqual(tokens, ["old", undefined]);
});

Deno.test("a client whose token is revoked while it is here, or away, ends and forgets it", async () => {
  for (const isAway of [false, true]) {
    let isRevoked = false;
    await using server = new FakeServer({
      greet: () => isRevoked ? refusal("token_revoked") : inside,
    });
    const storage = new MemoryStorage();
    await using client = await JoinedClient.join(server.port, "ann", { storage });
    isRevoked = true;
    if (isAway) server.hangUp();
    else server.say({ type: "bye", code: "token_revoked" });
    assert.equal((await client.next("closed")).bye?.code, "token_revoked");
    await client.client.close();
    assert.equal(storage.saved, undefined);
  }
});
