import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };
const capabilities = ["draft/read-marker"];
const [earlier, later] = [
  "timestamp=2020-01-01T00:00:00.001Z",
  "timestamp=2020-01-02T00:00:00.123Z",
];

Deno.test("MARKREAD keeps a time as it is, which never goes back, and tells it with JOIN", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  const came = await ann.ask("JOIN #dev");
  assert.equal(came[1], ":irc.example MARKREAD #dev *");
  const marked = [`:irc.example MARKREAD #dev ${later}`];
  assert.deepEqual(await ann.ask(`MARKREAD #dev ${later}`), marked);
  assert.deepEqual(await ann.ask(`MARKREAD #dev ${earlier}`), marked);
  assert.deepEqual(await ann.ask("MARKREAD #dev"), marked);
  const back = await ann.ask("PART #dev", "JOIN #dev");
  const [mark, end] = [marked[0] ?? "", /366/].map((wanted) =>
    back.findIndex((line) => typeof wanted === "string" ? line === wanted : wanted.test(line))
  );
  assert.ok(mark !== undefined && end !== undefined && mark > 0 && mark < end, back.join("\n"));
});

Deno.test("MARKREAD is of a person too, and of nobody and nothing it knows nothing", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  assert.deepEqual(await ann.ask(`MARKREAD BOB ${later}`), [`:irc.example MARKREAD BOB ${later}`]);
  assert.deepEqual(await ann.ask("MARKREAD bob"), [`:irc.example MARKREAD bob ${later}`]);
  await using _carl = await RawClient.join(server.port, "carl", { rooms: ["open"] });
  for (const asked of ["MARKREAD #ghost", "MARKREAD #open"]) {
    assert.deepEqual(await ann.ask(asked), [`:irc.example ${asked} *`]);
    assert.deepEqual(await ann.ask(`${asked} ${later}`), [`:irc.example ${asked} *`]);
  }
  assert.deepEqual(await ann.ask("MARKREAD ghost"), [":irc.example MARKREAD ghost *"]);
});

Deno.test("MARKREAD refuses what is no time", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann", { capabilities });
  await ann.ask("JOIN #dev");
  for (const text of ["*", "timestamp=soon", "timestamp=2020-13-01T00:00:00Z", "msgid=1"]) {
    const [answer = ""] = await ann.ask(`MARKREAD #dev ${text}`);
    assert.ok(answer.startsWith(`:irc.example FAIL MARKREAD INVALID_PARAMS ${text} :`), answer);
  }
  assert.match(
    (await ann.ask("MARKREAD"))[0] ?? "",
    /^:irc\.example FAIL MARKREAD NEED_MORE_PARAMS :/,
  );
});

Deno.test("MARKREAD tells what another device of the person has read, as the time of that message", async () => {
  await using server = startServer(options);
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  bob.send({ type: "password", password: "correct horse", id: "p" });
  await bob.next("notice");
  const { seq, ts } = await bob.say("hi", "dev");
  await using ann = await IrcSpeaker.register(server.port, "phone", {
    capabilities: [...capabilities, "sasl"],
  });
  const plain = btoa("\0bob\0correct horse");
  await ann.ask("AUTHENTICATE PLAIN", `AUTHENTICATE ${plain}`);
  bob.send({ type: "read", room: "dev", seq });
  assert.equal(
    await ann.next(/ MARKREAD /),
    `:irc.example MARKREAD #dev timestamp=${new Date(ts).toISOString()}`,
  );
});
