import assert from "node:assert/strict";
import { Client } from "../client.ts";
import type { ClientOptions } from "../client/chat_client.ts";
import type { ClientEvent } from "../client/client_event.ts";
import type { Peer } from "../net/transport.ts";
import type { HelloMessage } from "../protocol.ts";
import { FakeTransport } from "./client/fake_transport.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { encryptedPeer, joined, welcome } from "./client/room_messages.ts";
import { bounded } from "./support/bounded.ts";

const openPeer: Peer = { address: "192.0.2.1" };
const saved = {
  ...{ token: "secret", encrypted: true, nick: "ann", rooms: ["lobby"] } as const,
  seqs: new Map([["lobby", 3]]),
};
const retry = { firstMs: 1, longestMs: 1, steadyAfterMs: 0 };

/** A client whose connections, one after another, go to these. */
class Sitting implements AsyncDisposable {
  readonly transports: readonly FakeTransport[];
  readonly client: Client;
  readonly #events: AsyncIterator<ClientEvent>;

  constructor(peers: readonly Peer[], options: Partial<ClientOptions> = {}) {
    this.transports = peers.map((peer) => new FakeTransport(peer));
    const left = [...this.transports];
    const open = () => {
      const transport = left.shift();
      return transport === undefined
        ? Promise.reject(new Error("nothing listens there"))
        : Promise.resolve(transport);
    };
    this.client = new Client(open, { nick: "ann", ifTaken: "fail", retry, ...options });
    this.#events = this.client.events[Symbol.asyncIterator]();
  }

  /** The connection of that number is welcomed under the token; gives what the client says first there. */
  async welcomed(number: number, token: string): Promise<HelloMessage> {
    const transport = this.transports[number] ?? assert.fail();
    const hello = await transport.heard();
    transport.say(welcome({ token }), joined());
    return hello.type === "hello" ? hello : assert.fail(hello.type);
  }

  async next<Type extends ClientEvent["type"]>(type: Type) {
    for (;;) {
      const { value } = await bounded(this.#events.next(), () => `"${type}"`);
      if (value === undefined) assert.fail(`No "${type}" came`);
      if (isOf(value, type)) return value;
    }
  }

  /** What went to the server over that connection, as text. */
  sent(number: number): string {
    return JSON.stringify(this.transports[number]?.sent);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const transport of this.transports) if (!transport.isClosed) transport.break();
    await this.client.close(undefined, { atOnce: true });
  }
}

function isOf<Type extends ClientEvent["type"]>(
  event: ClientEvent,
  type: Type,
): event is Extract<ClientEvent, { readonly type: Type }> {
  return event.type === type;
}

Deno.test("a run that began encrypted is somebody else where the connection is not, and itself again later", async () => {
  const storage = new MemoryStorage();
  await using ann = new Sitting([encryptedPeer, openPeer, encryptedPeer], { storage });
  const connecting = ann.client.connect();
  await ann.welcomed(0, "secret");
  await connecting;
  await ann.next("ready");
  ann.transports[0]?.break();
  const inTheClear = await ann.welcomed(1, "open");
  assert.deepEqual([inTheClear.token, inTheClear.resume], [undefined, undefined]);
  const { withheld, forgotten, resumed, peer } = await ann.next("connected");
  assert.deepEqual([withheld, forgotten, resumed, peer], [true, false, false, openPeer]);
  assert.equal(ann.client.state.peer, openPeer);
  await ann.next("ready");
  assert.deepEqual([storage.saved?.token, storage.saved?.encrypted], ["secret", true]);
  ann.transports[1]?.break();
  assert.equal((await ann.welcomed(2, "secret")).token, "secret");
  assert.equal((await ann.next("connected")).withheld, false);
  assert.ok(!ann.sent(1).includes("secret"), ann.sent(1));
});

Deno.test("what is kept for encrypted connections is not forgotten for what is said over another", async () => {
  for (
    const message of [
      { type: "error", code: "token_revoked", message: "No" },
      { type: "bye", code: "token_revoked" },
    ] as const
  ) {
    const storage = new MemoryStorage(saved);
    await using ann = new Sitting([openPeer, encryptedPeer], { storage });
    const connecting = ann.client.connect();
    if (message.type === "bye") {
      await ann.welcomed(0, "open");
      await connecting;
      ann.transports[0]?.say(message);
      await ann.next("closed");
    } else {
      ann.transports[0]?.say(message);
      await assert.rejects(connecting, { serverCode: "token_revoked" });
      const again = ann.client.connect();
      assert.equal((await ann.welcomed(1, "secret")).token, "secret");
      await again;
    }
    assert.equal(storage.saved?.token, "secret");
    assert.ok(!ann.sent(0).includes("secret"), ann.sent(0));
  }
});

Deno.test("a nick that is one's own over an encrypted connection is refused with the reason over another", async () => {
  await using ann = new Sitting([openPeer], { storage: new MemoryStorage(saved) });
  ann.transports[0]?.say({ type: "error", code: "nick_reserved", message: "It is reserved" });
  await assert.rejects(ann.client.connect(), {
    ...{ code: "refused", serverCode: "nick_reserved" },
    message: "It is reserved. This connection is not encrypted, and who you are is kept for an " +
      "encrypted one",
  });
});

Deno.test("connect() says nothing where a code would be read, and all once that is allowed", async () => {
  const secrets = { invite: "CODE" };
  await using ann = new Sitting([openPeer, openPeer], { secrets });
  await assert.rejects(ann.client.connect(), { code: "not_encrypted" });
  assert.deepEqual(ann.transports[0]?.sent, []);
  assert.ok(ann.transports[0]?.isClosed);
  ann.client.allowExposure();
  const connecting = ann.client.connect();
  assert.equal((await ann.welcomed(1, "t")).invite, "CODE");
  await connecting;
});

Deno.test("commands with a secret, and passwords, are sent where nobody else reads them, or it is allowed", async () => {
  for (const peer of [openPeer, encryptedPeer]) {
    await using ann = new Sitting([peer]);
    const connecting = ann.client.connect();
    await ann.welcomed(0, "t");
    await connecting;
    const { client, transports: [transport = assert.fail()] } = ann;
    assert.equal(client.exposesSecrets, peer === openPeer);
    if (peer === openPeer) {
      assert.throws(() => client.runCommand("claim", "CODE"), { code: "not_encrypted" });
      assert.throws(() => client.runCommand("link", ""), { code: "not_encrypted" });
      await assert.rejects(client.setPassword("hunter22"), { code: "not_encrypted" });
      client.runCommand("who", "");
      client.allowExposure();
    }
    client.runCommand("claim", "CODE");
    const setting = assert.rejects(client.setPassword("hunter22"), { code: "not_connected" });
    for (const said of [...peer === openPeer ? ["who"] : [], "claim", "password"]) {
      const message = await transport.heard();
      assert.equal(message.type === "command" ? message.name : message.type, said);
    }
    transport.break();
    await setting;
  }
});
