import assert from "node:assert/strict";

import { DenoNetwork } from "../../../bench/network/deno_network.ts";
import { EpollNetwork } from "../../../bench/network/epoll_network.ts";
import { openLibc } from "../../../bench/network/libc.ts";
import type { Network } from "../../../bench/network/network.ts";
import { lastingPort } from "../../support/servers/lasting_port.ts";

const libc = openLibc();
testNetwork("DenoNetwork", () => new DenoNetwork());
if (libc) testNetwork("EpollNetwork", () => new EpollNetwork(libc));

/** What every `Network` must do. */
function testNetwork(name: string, open: () => Network): void {
  Deno.test(`${name} sends, receives, and tells the end`, async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    using network = open();
    const ended = Promise.withResolvers<void>();
    let text = "";
    const connection = await network.connect(listener.addr.port, (bytes, length) => {
      text += new TextDecoder().decode(bytes.subarray(0, length));
      if (length === 0) ended.resolve();
    });
    connection.send(new TextEncoder().encode("hello\n"));
    {
      using peer = await listener.accept();
      const buffer = new Uint8Array(64);
      const length = await peer.read(buffer);
      await peer.write(buffer.subarray(0, length ?? 0));
    }
    await ended.promise;
    assert.equal(text, "hello\n");
    connection.close();
    connection.close();
  });

  Deno.test(`${name} closes what is open when it is disposed`, async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    {
      using network = open();
      await network.connect(listener.addr.port, () => assert.fail("Nothing was sent"));
    }
    using peer = await listener.accept();
    assert.equal(await peer.read(new Uint8Array(1)), null);
  });

  Deno.test(`connect() of ${name} rejects where nobody listens`, async () => {
    using network = open();
    await assert.rejects(network.connect(lastingPort(), () => {}));
  });
}
