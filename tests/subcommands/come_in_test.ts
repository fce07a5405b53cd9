import assert from "node:assert/strict";
import { ClientError } from "../../client/client_error.ts";
import type { HelloAnswer } from "../../client/connection/hello_builder.ts";
import type { KnownErrorCode } from "../../protocol.ts";
import { comeIn } from "../../subcommands/come_in.ts";
import { Failure } from "../../subcommands/failure.ts";

/** A server that refuses so often, and a person who answers so. */
function setUp(
  codes: readonly (KnownErrorCode | "not_encrypted")[],
  typed: readonly (string | undefined)[] = [],
  notes: string[] = [],
) {
  const [refusals, answers] = [[...codes], [...typed]];
  const asked: string[] = [];
  const told: string[] = [];
  const given: HelloAnswer[] = [];
  const connect = (answer: HelloAnswer = {}) => {
    given.push(answer);
    const code = refusals.shift();
    if (code === undefined) return Promise.resolve();
    if (code === "not_encrypted") return Promise.reject(new ClientError(code, "Not encrypted"));
    return Promise.reject(new ClientError("refused", `No: ${code}`, code));
  };
  let allowed = 0;
  const takeNotes = () => notes.splice(0);
  const exposesSecrets = codes.includes("not_encrypted");
  const client = { connect, takeNotes, exposesSecrets, allowExposure: () => void allowed++ };
  const ask = (question: string) => {
    asked.push(question);
    const secret = answers.shift();
    const outcome = secret === undefined ? { type: "cancelled" } as const : undefined;
    return Promise.resolve(outcome ?? { type: "entered", secret: secret ?? "" } as const);
  };
  let closed = 0;
  const tell = (text: string) => void told.push(text);
  const close = () => Promise.resolve(void closed++);
  const openPrompt = () => Promise.resolve({ ask, tell, close });
  const options = { nick: "ann", server: "host:5000", tell };
  return {
    ...{ asked, told, given },
    async asking() {
      try {
        return await comeIn(client, { ...options, openPrompt });
      } finally {
        assert.equal(closed, asked.length > 0 ? 1 : 0);
      }
    },
    alone: () => comeIn(client, options),
    get allowed() {
      return allowed;
    },
  };
}

function isFailure(status: number, text: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof Failure && error.exitStatus === status && text.test(error.message);
}

const ofAnn = "Password of ann (Enter alone: another nick): ";

Deno.test("comeIn() asks for a password until it is right", async () => {
  for (const code of ["nick_reserved", "password_required"] as const) {
    const at = setUp([code, "password_wrong"], ["wrong", "right"]);
    assert.equal(await at.asking(), true);
    assert.deepEqual([at.asked, at.told], [[ofAnn, ofAnn], ["No: password_wrong"]]);
    assert.deepEqual(at.given, [{}, { password: "wrong" }, { password: "right" }]);
  }
});

Deno.test("comeIn() tells of the server before it asks for a password", async () => {
  const at = setUp(["nick_reserved"], [undefined], ["It is not encrypted"]);
  await at.asking();
  assert.deepEqual(at.told, ["It is not encrypted"]);
});

Deno.test("comeIn() asks three times, and then fails", async () => {
  const wrong = Array<KnownErrorCode>(9).fill("password_wrong");
  const at = setUp(["nick_reserved", ...wrong], Array(9).fill("wrong"));
  await assert.rejects(at.asking(), isFailure(3, /^host:5000 refused: No: password_wrong/));
  assert.equal(at.asked.length, 3);
});

Deno.test("comeIn() takes another nick where Enter alone is pressed, and leaves at Ctrl+C", async () => {
  const other = setUp(["nick_reserved"], [""]);
  assert.equal(await other.asking(), true);
  assert.deepEqual(other.given.at(-1), { password: undefined, anotherNick: true });
  const leaving = setUp(["nick_reserved"], [undefined]);
  assert.equal(await leaving.asking(), false);
  assert.equal(leaving.given.length, 1);
});

Deno.test("comeIn() asks for the server's password, then for the nick's", async () => {
  const at = setUp(["server_locked", "nick_reserved"], ["s", "p"]);
  assert.equal(await at.asking(), true);
  assert.deepEqual(at.asked, ["Password of host:5000: ", ofAnn]);
  assert.deepEqual(at.given, [{}, { serverPassword: "s" }, { password: "p" }]);
});

Deno.test("comeIn() fails where nobody can be asked, and says what to do", async () => {
  const failures: readonly [KnownErrorCode, status: number, text: RegExp][] = [
    ["nick_reserved", 3, /--nick-password-file gives it, --nick/],
    ["password_required", 3, /--nick-password-file/],
    ["password_wrong", 3, /password_wrong$/],
    ["server_locked", 3, /; --server-password-file gives it$/],
    ["token_revoked", 3, /by what \/link shows/],
    ["link_invalid", 3, /\/link .*another code$/],
    ["invite_invalid", 3, /ask for a link$/],
    ["banned", 3, /No: banned$/],
    ["nick_taken", 1, /--nick$/],
    ["server_full", 1, /server_full$/],
  ];
  for (const [code, status, text] of failures) {
    await assert.rejects(setUp([code]).alone(), isFailure(status, text), code);
  }
  for (const code of ["token_revoked", "link_invalid", "invite_invalid", "banned"] as const) {
    await assert.rejects(setUp([code], ["never asked"]).asking(), isFailure(3, /./), code);
  }
});

Deno.test("comeIn() leaves it to others that no server is there", async () => {
  const gone = new ClientError("unreachable", "nothing listens there");
  const unused = { exposesSecrets: false, allowExposure() {}, takeNotes: () => [] };
  const client = { ...unused, connect: () => Promise.reject(gone) };
  await assert.rejects(comeIn(client, { nick: "ann", server: "host", tell: () => {} }), gone);
});

Deno.test("comeIn() asks before a secret goes where others can read it, and gives it once more", async () => {
  const at = setUp(["nick_reserved", "not_encrypted"], ["p", " Yes "]);
  assert.equal(await at.asking(), true);
  assert.deepEqual(at.asked, [ofAnn, "host:5000: Not encrypted. Send it? y/N: "]);
  assert.match(at.told[0] ?? "", /not encrypted: .* asked before it is sent/, "before it is typed");
  assert.deepEqual(at.given, [{}, { password: "p" }, {}], "the client has it");
  assert.equal(at.allowed, 1);
});

Deno.test("comeIn() sends no secret unless the answer is yes, and says so", async () => {
  for (const answer of ["", "n", "yesterday", undefined]) {
    const at = setUp(["not_encrypted"], [answer]);
    await assert.rejects(at.asking(), isFailure(3, /^Not joined: no .* sent to host:5000$/));
    assert.deepEqual([at.allowed, at.given.length], [0, 1]);
  }
});

Deno.test("comeIn() sends no secret where nobody can be asked, and says what does", async () => {
  const at = setUp(["not_encrypted"]);
  const told = /^Not sent to host:5000: Not encrypted; --insecure sends it all the same$/;
  await assert.rejects(at.alone(), isFailure(3, told));
  assert.equal(at.allowed, 0);
});
