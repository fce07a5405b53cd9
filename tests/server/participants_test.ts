import assert from "node:assert/strict";

import { Members } from "../../chat/people/members.ts";
import { FloodGuard } from "../../server/sessions/flood_guard.ts";
import { Participants, type ParticipantSession } from "../../server/participants.ts";
import { bounded } from "../support/bounded.ts";
import { FakeRecipient } from "../support/servers/fake_recipient.ts";

/** Longer than any test. */
const longMs = 60_000;

function threeMembers() {
  const members = new Members();
  const [ann, bob, carl] = ["ann", "bob", "carl"].map((nick) => members.enter(nick, nick, 0));
  assert.ok(ann && bob && carl);
  return [ann, bob, carl] as const;
}

function sessionWith(encryption: string | undefined): ParticipantSession {
  const floodGuard = new FloodGuard(undefined, () => 0);
  return { recipient: new FakeRecipient(), floodGuard, encryption, dismiss() {} };
}

Deno.test("Participants.enter() gives the one that is here already, with all that it has", () => {
  using participants = new Participants({ forMs: longMs, maxAbsent: 10 });
  const [ann, bob] = threeMembers();
  const [first, second] = [sessionWith("TLS 1.3"), sessionWith(undefined)];
  const participant = participants.enter(ann, first);
  participant.sessions.add(first);
  assert.equal(participants.enter(ann, second), participant);
  assert.deepEqual([participant.member, participant.floodGuard], [
    ann,
    first.floodGuard,
  ]);
  assert.deepEqual([...participants.get("ann")?.sessions ?? []], [first]);
  participants.enter(bob);
  assert.equal(participants.get("bob")?.sessions.size, 0);
  participants.exit("ann");
  assert.equal(participants.get("ann"), undefined);
});

Deno.test("Participants counts connections of clients, now and so far, by whether they are encrypted", () => {
  using participants = new Participants({ forMs: longMs, maxAbsent: 10 });
  const [ann, bob] = threeMembers();
  const operator = new Members().enter("server", "server", 0, { isConsole: true });
  participants.enter(operator).sessions.add(sessionWith(undefined));
  const sessions = [sessionWith("TLS 1.3"), sessionWith("TLS 1.2"), sessionWith(undefined)];
  for (const session of sessions) participants.enter(ann, session).sessions.add(session);
  const other = sessionWith(undefined);
  participants.enter(bob, other).sessions.add(other);
  for (const session of [...sessions, other]) participants.count(session);
  participants.exit("ann");
  assert.deepEqual(participants.connections, { encrypted: 0, plain: 1 });
  assert.deepEqual(participants.connectionsSoFar, { encrypted: 2, plain: 2 });
});

Deno.test("Participants.tell() sends to all sessions of those members, and to nobody else", () => {
  using participants = new Participants({ forMs: longMs, maxAbsent: 10 });
  const [ann, bob] = threeMembers();
  const [first, second, other] = [new FakeRecipient(), new FakeRecipient(), new FakeRecipient()];
  for (const session of [first, second]) participants.enter(ann).sessions.add(session);
  participants.enter(bob).sessions.add(other);
  participants.tell({ type: "notice", text: "hi" }, (member) => member === ann);
  assert.deepEqual([first, second, other].map(({ got }) => got.length), [1, 1, 0]);
});

Deno.test("Participants.awaitReturn() calls when the time is over, and once", async () => {
  using participants = new Participants({ forMs: 5, maxAbsent: 10 });
  const [ann] = threeMembers();
  participants.enter(ann);
  let expired = 0;
  await bounded(
    new Promise<void>((resolve) =>
      participants.awaitReturn("ann", () => {
        expired++;
        resolve();
      })
    ),
    () => "the end of an absence",
  );
  participants.exit("ann");
  assert.equal(expired, 1);
});

Deno.test("Participants calls for nobody who is back or gone", async () => {
  using participants = new Participants({ forMs: 5, maxAbsent: 10 });
  const [ann, bob, carl] = threeMembers();
  for (const member of [ann, bob, carl]) participants.enter(member);
  participants.awaitReturn("ann", () => assert.fail("ann is back"));
  participants.awaitReturn("bob", () => assert.fail("bob is gone"));
  participants.enter(ann);
  participants.exit("bob");
  // Set after theirs, for as long.
  await bounded(
    new Promise<void>((resolve) => participants.awaitReturn("carl", resolve)),
    () => "the end of an absence",
  );
});

Deno.test("Participants.awaitReturn() ends the longest absence at the bound", () => {
  using participants = new Participants({ forMs: longMs, maxAbsent: 2 });
  const expired: string[] = [];
  for (const member of threeMembers()) {
    const { identity } = member;
    participants.enter(member);
    participants.awaitReturn(identity, () => expired.push(identity));
  }
  assert.deepEqual(expired, ["ann"]);
});
