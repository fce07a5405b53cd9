import assert from "node:assert/strict";
import type { ByteStream } from "../../net/line_transport.ts";
import type { Answer } from "../../web/answer.ts";
import { HostCheck } from "../../web/host_check.ts";
import { defaultHttpBounds } from "../../web/http_bounds.ts";
import { HttpDoor } from "../../web/http_door.ts";
import type { Route } from "../../web/routes/route.ts";
import { bounded } from "../support/bounded.ts";
import { bytesOf } from "../support/bytes_of.ts";
import { parseAnswer } from "../support/clients/ask_http.ts";

/** A client that says these, and nothing more. */
class FakeClient implements ByteStream {
  written = "";
  readonly closed = Promise.withResolvers<void>();

  constructor(private readonly says: string[], private readonly readsAnswers = true) {}

  read(buffer: Uint8Array): Promise<number | null> {
    const said = this.says.shift();
    if (said === undefined) return this.closed.promise.then(() => null);
    buffer.set(bytesOf(said));
    return Promise.resolve(said.length);
  }

  write(bytes: Uint8Array): Promise<number> {
    if (!this.readsAnswers) return this.closed.promise.then(() => assert.fail("It is closed"));
    this.written += String.fromCharCode(...bytes);
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.closed.resolve();
  }
}

const peer = { address: "192.0.2.1" };
const get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
const upgrade = get.replace("\r\n\r\n", "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
const short = { ...defaultHttpBounds, answerWithinMs: 20, keepAliveMs: 20, lingerMs: 20 };

/** What a door with that one route makes of the client. */
async function serve(client: FakeClient, route: Partial<Route>, stopping = new AbortController()) {
  const errors: unknown[] = [];
  const whole: Route = { path: "/", answer: () => ({ status: 200 }), ...route };
  const door = new HttpDoor({
    routes: new Map([["/", whole]]),
    hosts: new HostCheck({ names: [], certificateNames: () => [] }),
    bounds: short,
    onError: (error) => errors.push(error),
  });
  const firstBytes = new Uint8Array();
  const serving = door.serve({ stream: client, peer, firstBytes }, { stopping: stopping.signal });
  return { upgraded: await bounded(serving, () => "the end of the connection"), errors };
}

Deno.test("a client that does not read its answer is let go", async () => {
  const client = new FakeClient([get], false);
  assert.equal((await serve(client, {})).upgraded, undefined);
  await client.closed.promise;
});

Deno.test("a route that fails is answered with 500, and logged", async () => {
  const client = new FakeClient([get]);
  const failure = new Error("of the route");
  const { errors } = await serve(client, { answer: () => Promise.reject(failure) });
  assert.deepEqual(errors, [failure]);
  const { status, body } = parseAnswer(client.written);
  assert.equal(status, 500);
  assert.ok(!body.includes("of the route"));
});

Deno.test("a route that takes the connection and fails has it closed", async () => {
  const client = new FakeClient([upgrade]);
  const failure = new Error("of the route");
  const { upgraded, errors } = await serve(client, {
    upgrade({ take }) {
      take();
      throw failure;
    },
  });
  assert.deepEqual([upgraded, errors, client.written], [undefined, [failure], ""]);
  await client.closed.promise;
});

Deno.test("who takes the connection reads on behind the request, and HTTP closes it no more", async () => {
  const client = new FakeClient([`${upgrade}be`, "hind"]);
  const taken = Promise.withResolvers<ByteStream>();
  const decided = Promise.withResolvers<Answer>();
  const serving = serve(client, {
    upgrade({ take }) {
      taken.resolve(take());
      return decided.promise;
    },
  });
  const stream = await bounded(taken.promise, () => "the connection");
  let read = "";
  while (read.length < "behind".length) {
    const buffer = new Uint8Array(4);
    const count = await bounded(stream.read(buffer), () => "what stands behind");
    read += String.fromCharCode(...buffer.subarray(0, count ?? 0));
  }
  assert.equal(read, "behind");
  assert.equal(client.written, "");
  decided.resolve({ status: 500 });
  assert.equal((await serving).upgraded, undefined);
});

Deno.test("a request to upgrade behind one that is not answered yet is no upgrade", async () => {
  const client = new FakeClient([get + upgrade]);
  let upgrades = 0;
  await serve(client, {
    answer: () => new Promise(() => {}),
    upgrade() {
      upgrades++;
      return { status: 403 };
    },
  });
  assert.deepEqual([upgrades, client.written], [0, ""]);
});

Deno.test("what is under way when the server stops is answered, and is the last", async () => {
  const stopping = new AbortController();
  const client = new FakeClient([get, get]);
  await serve(client, {
    answer() {
      stopping.abort();
      return { status: 200 };
    },
  }, stopping);
  const { status, headers } = parseAnswer(client.written);
  assert.deepEqual([status, headers.get("Connection")], [200, "close"]);
  assert.equal(client.written.split("HTTP/1.1").length, 2);
});
