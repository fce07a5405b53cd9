import assert from "node:assert/strict";
import { accept, type Acceptor } from "../../net/accept.ts";

/** A listener that accepts, or fails to, what the test tells. */
class FakeListener implements Acceptor<string> {
  closed = 0;
  accepts = 0;
  readonly #next: (string | Error)[];
  readonly #waiting = Promise.withResolvers<never>();

  constructor(...next: readonly (string | Error)[]) {
    this.#next = [...next];
    this.#waiting.promise.catch(() => {});
  }

  accept(): Promise<string> {
    this.accepts++;
    const next = this.#next.shift();
    if (next === undefined) return this.#waiting.promise;
    return typeof next === "string" ? Promise.resolve(next) : Promise.reject(next);
  }

  close(): void {
    this.closed++;
    this.#waiting.reject(new Error("The listener is closed"));
  }
}

const failed = (code: string) => Object.assign(new Error(code), { code });
const tooManyFiles = () => failed("EMFILE");

/** Accepts until `count` connections came, or the loop ends. */
async function acceptAll(
  listener: Acceptor<string>,
  count: number,
  { signal = new AbortController().signal, retryAfterMs = 1 } = {},
) {
  const [connections, errors]: [string[], unknown[]] = [[], []];
  const onError = (error: unknown) => void errors.push(error);
  const options = { signal, onError, retryAfterMs };
  for await (const connection of accept(listener, options)) {
    if (connections.push(connection) === count) break;
  }
  return { connections, errors };
}

Deno.test("accept() gives connections in order, and closes the listener when left", async () => {
  const listener = new FakeListener("a", "b", "c");
  assert.deepEqual((await acceptAll(listener, 2)).connections, ["a", "b"]);
  assert.equal(listener.closed, 1);
});

Deno.test("accept() survives errors, and tells of each", async () => {
  const failures = Array.from({ length: 5 }, tooManyFiles);
  const listener = new FakeListener("a", ...failures, "b");
  const { connections, errors } = await acceptAll(listener, 2);
  assert.deepEqual(connections, ["a", "b"]);
  assert.deepEqual(errors, failures);
  assert.equal(listener.accepts, 7);
});

Deno.test("accept() does not wait after what concerns one connection alone", async () => {
  const codes = ["ENOTCONN", "ECONNABORTED", "ECONNRESET", "EPERM", "EPROTO", "EHOSTUNREACH"];
  const failures = [...codes.map(failed), new Error("Something without a code")];
  const listener = new FakeListener(...failures, "a");
  const startMs = performance.now();
  const { errors } = await acceptAll(listener, 1, { retryAfterMs: 60_000 });
  assert.deepEqual(errors, failures);
  assert.ok(performance.now() - startMs < 30_000);
});

Deno.test("accept() does not tell of connections that the other side has reset", async () => {
  const { ConnectionAborted, ConnectionReset, NotConnected } = Deno.errors;
  const resets = [ConnectionAborted, ConnectionReset, NotConnected].map((Reset) => new Reset());
  const listener = new FakeListener(...resets, tooManyFiles(), "a");
  const { errors } = await acceptAll(listener, 1);
  assert.deepEqual(errors.map(String), ["Error: EMFILE"]);
});

Deno.test("accept() waits where descriptors or memory have run out", async () => {
  for (const code of ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"]) {
    const [listener, stopping] = [new FakeListener(failed(code), "a"), new AbortController()];
    const options = { signal: stopping.signal, retryAfterMs: 60_000 };
    const accepted = acceptAll(listener, 1, options);
    // The next turn of the event loop: without a wait the connection would be taken by now.
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(listener.accepts, 1, code);
    stopping.abort();
    await accepted;
  }
});

Deno.test("accept() ends at the signal while it waits for a connection", async () => {
  const [listener, stopping] = [new FakeListener("a"), new AbortController()];
  const accepted = acceptAll(listener, 2, { signal: stopping.signal });
  stopping.abort();
  const { connections, errors } = await accepted;
  assert.deepEqual(connections.filter((connection) => connection !== "a"), []);
  assert.deepEqual(errors, []);
  assert.equal(listener.closed, 1);
});

Deno.test("accept() ends at the signal while it waits after an error", async () => {
  const stopping = new AbortController();
  const listener = new FakeListener(tooManyFiles());
  const startMs = performance.now();
  const options = {
    signal: stopping.signal,
    onError: () => stopping.abort(),
    retryAfterMs: 60_000,
  };
  for await (const connection of accept(listener, options)) assert.fail(connection);
  assert.ok(performance.now() - startMs < 30_000);
  assert.equal(listener.closed, 1);
});

Deno.test("accept() closes the listener when the signal came before it", async () => {
  const listener = new FakeListener("a");
  assert.deepEqual((await acceptAll(listener, 1, { signal: AbortSignal.abort() })).connections, []);
  assert.equal(listener.accepts, 0);
  assert.equal(listener.closed, 1);
});

Deno.test("accept() does not hold on to a signal that outlives it", async () => {
  const [listener, stopping] = [new FakeListener("a"), new AbortController()];
  await acceptAll(listener, 1, { signal: stopping.signal });
  stopping.abort();
  assert.equal(listener.closed, 1);
});

Deno.test("accept() accepts from a real port, and closes it at the signal", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const stopping = new AbortController();
  const onError = (error: unknown) => assert.fail(String(error));
  using client = await Deno.connect({ hostname: "127.0.0.1", port });
  for await (const connection of accept(listener, { signal: stopping.signal, onError })) {
    assert.deepEqual(connection.remoteAddr, client.localAddr);
    connection.close();
    stopping.abort();
  }
  await assert.rejects(() => listener.accept());
});
