import assert from "node:assert/strict";
import { ClientError } from "../../../../client/client_error.ts";
import type { HelloAnswer } from "../../../../client/connection/hello_builder.ts";
import { Entrance, type Newcomer } from "../../../../web/page/chat/entrance.ts";

/** Refuses once for each of these, and lets in then. */
class Refused implements Newcomer {
  readonly answers: HelloAnswer[] = [];
  isExposureAllowed = false;
  isClosed = false;

  constructor(readonly nick: string, private readonly refusals: ClientError[]) {}

  connect(answer: HelloAnswer = {}): Promise<void> {
    this.answers.push(answer);
    const refusal = this.refusals.shift();
    return refusal === undefined ? Promise.resolve() : Promise.reject(refusal);
  }

  allowExposure(): void {
    this.isExposureAllowed = true;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

function refusedWith(code: string): ClientError {
  return new ClientError("refused", `Refused: ${code}`, code);
}

Deno.test("Entrance lets in who is not refused", async () => {
  const entrance = new Entrance((nick) => new Refused(nick, []));
  const client = await entrance.enter("mia");
  assert.equal(client?.nick, "mia");
  assert.deepEqual(entrance.state.value, { isBusy: false });
});

Deno.test("Entrance asks for the password that the server wants, and gives it to the same client", async () => {
  for (
    const [code, wanted, answer] of [
      ["password_required", { wanted: "nickPassword", isTaken: true }, { password: "secret" }],
      ["server_locked", { wanted: "serverPassword" }, { serverPassword: "secret" }],
    ] as const
  ) {
    const entrance = new Entrance((nick) => new Refused(nick, [refusedWith(code)]));
    assert.equal(await entrance.enter("mia"), undefined);
    const problem = `Refused: ${code}`;
    assert.deepEqual(entrance.state.value, { isBusy: false, problem, ...wanted });
    const client = await entrance.enter("mia", "secret");
    assert.deepEqual(client?.answers, [{}, answer]);
  }
});

Deno.test("Entrance gives the password of one nick to no other", async () => {
  const entrance = new Entrance((nick) => new Refused(nick, [refusedWith("nick_reserved")]));
  await entrance.enter("mia");
  await entrance.enter("eve", "secret");
  const client = await entrance.enter("eve", "secret");
  assert.deepEqual(client?.answers, [{}, { password: "secret" }]);
});

Deno.test("Entrance sends a secret in the clear only if the person wants that", async () => {
  const exposed = new ClientError("not_encrypted", "Others can read it");
  const entrance = new Entrance((nick) => new Refused(nick, [exposed]));
  assert.equal(await entrance.enter("mia"), undefined);
  assert.equal(entrance.state.value.isExposed, true);
  const client = await entrance.enterExposed();
  assert.equal(client?.isExposureAllowed, true);
});

Deno.test("Entrance takes a nick that somebody has with a number behind it, if the person wants that", async () => {
  const entrance = new Entrance((nick) => new Refused(nick, [refusedWith("nick_taken")]));
  await entrance.enter("mia");
  assert.equal(entrance.state.value.isTaken, true);
  const client = await entrance.enterNumbered();
  assert.deepEqual(client?.answers, [{}, { anotherNick: true }]);
});

Deno.test("Entrance that is cancelled tells nothing of what was tried", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const slow = new Refused("mia", []);
  slow.connect = () => promise;
  const entrance = new Entrance(() => slow);
  const entering = entrance.enter("mia");
  entrance.cancel();
  reject(refusedWith("banned"));
  assert.equal(await entering, undefined);
  assert.ok(slow.isClosed);
  assert.deepEqual(entrance.state.value, { isBusy: false });
});
