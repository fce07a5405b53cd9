import assert from "node:assert/strict";
import { startServer } from "../../../../../server.ts";
import { IrcSpeaker } from "../../../../support/clients/irc_speaker.ts";
import { RawClient } from "../../../../support/clients/raw_client.ts";
import { unlimited } from "../../../../support/servers/unlimited.ts";

const options = { sessionBounds: unlimited, hostName: "irc.example" };

/** Without who it is from. */
function bare(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/^:(\w+)!\S+ /, "$1 ").replace(/^:irc\.example /, ""));
}

Deno.test("what one line changes is told to everybody in one line, to native clients as settings", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl", { rooms: [] });
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  await carl.joinRoom("dev");
  await ann.ask();
  const told = ["ann MODE #dev +m-n+stlk 5 *"];
  assert.deepEqual(bare(await ann.ask("MODE #dev +smn-n+tlk 5 beer")), told);
  assert.deepEqual(bare(await bob.ask()).filter((line) => line.includes("MODE")), told);
  const { settings, changed } = await carl.next("settings");
  assert.deepEqual(settings, {
    ...{ moderated: true, private: true, locked: false, hasPassword: true, outsiders: true },
    ...{ memberLimit: 5, ctcp: true, topicLocked: true, slowMs: 0 },
  });
  assert.equal(changed.includes("memberLimit"), true);
  const [modes] = bare(await bob.ask("MODE #dev"));
  assert.equal(modes, "324 bob #dev +mstlk 5 *");
  assert.deepEqual(bare(await ann.ask("MODE #dev -mstlk+n *")), ["ann MODE #dev -m+n-stlk *"]);
});

Deno.test("what a mode cannot be set to is told with 696, and an unknown one with 472", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await ann.ask("JOIN #dev");
  const cases: readonly [asked: string, answer: RegExp][] = [
    ["MODE #dev +l 0", /^696 ann #dev l 0 :/],
    ["MODE #dev +l :", /^696 ann #dev l \* :/],
    ["MODE #dev +l 1000000", /^696 ann #dev l 1000000 :/],
    ["MODE #dev +k :a b", /^696 ann #dev k \* :/],
    ["MODE #dev +k a,b", /^696 ann #dev k \* :/],
    ["MODE #dev +k off", /^696 ann #dev k \* :/],
    [`MODE #dev +k ${"k".repeat(65)}`, /^696 ann #dev k \* :/],
    ["MODE #dev +k", /^696 ann #dev k \* :/],
    ["MODE #dev +b :a b", /^696 ann #dev b \* :/],
    ["MODE #dev +y-y", /^472 ann y :/],
  ];
  for (const [asked, answer] of cases) {
    const lines = bare(await ann.ask(asked));
    assert.equal(lines.length, 1, asked);
    assert.match(lines[0] ?? "", answer);
  }
  assert.equal(bare(await ann.ask("MODE #dev"))[0], "324 ann #dev +n");
});

Deno.test("a key lets in who has it, a limit keeps out who comes late, an invitation is past both", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev", "JOIN #ops", "MODE #dev +k beer", "MODE #ops +l 1");
  assert.match(bare(await bob.ask("JOIN #dev"))[0] ?? "", /^475 bob #dev :/);
  assert.match(bare(await bob.ask("JOIN #ops"))[0] ?? "", /^471 bob #ops :/);
  const joined = bare(await bob.ask("JOIN #dev,#free beer")).filter((line) => /JOIN/.test(line));
  assert.deepEqual(joined, ["bob JOIN #dev", "bob JOIN #free"]);
  await ann.ask("INVITE bob #ops");
  assert.match(bare(await bob.ask("JOIN #ops")).join(), /bob JOIN #ops/);
});

Deno.test("operators and voices are given and taken; who may not is told once", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob", {
    capabilities: ["multi-prefix"],
  });
  await using _carl = await IrcSpeaker.register(server.port, "carl");
  await ann.ask("JOIN #dev");
  await bob.ask("JOIN #dev");
  assert.match(bare(await bob.ask("MODE #dev +ov-i bob bob")).join(), /^482 bob #dev :[^,]*$/);
  assert.deepEqual(bare(await ann.ask("MODE #dev +ov bob BOB")), [
    "bob JOIN #dev",
    "ann MODE #dev +o bob",
    "ann MODE #dev +v bob",
  ]);
  assert.match(bare(await bob.ask("NAMES #dev")).join(), /353 bob = #dev :@ann @\+bob,366/);
  assert.match(bare(await ann.ask("NAMES #dev")).join(), /353 ann = #dev :@ann @bob,366/);
  assert.deepEqual(bare(await bob.ask("MODE #dev -o ann")), ["bob MODE #dev -o ann"]);
  assert.match(bare(await bob.ask("MODE #dev +o carl")).join(), /^441 bob carl #dev :/);
  assert.match(bare(await bob.ask("MODE #dev +o ghost")).join(), /^401 bob ghost :/);
  assert.match(bare(await bob.ask("MODE #nowhere +o ann")).join(), /^403 bob #nowhere :/);
  assert.deepEqual(await bob.ask("MODE #dev -v ann"), []);
});

Deno.test("masks are kept and listed as they were typed, and a nick is a mask of its own", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await ann.ask("JOIN #dev");
  for (const [mode, entry, end] of [["b", 367, 368], ["e", 348, 349], ["I", 346, 347]]) {
    assert.deepEqual(bare(await ann.ask(`MODE #dev +${mode} BOB!*@*`)), [
      `ann MODE #dev +${mode} BOB!*@*`,
    ]);
    const [line = "", last = ""] = bare(await ann.ask(`MODE #dev +${mode}`));
    assert.match(line, new RegExp(`^${entry} ann #dev BOB!\\*@\\* ann \\d{10}$`));
    assert.match(last, new RegExp(`^${end} ann #dev :`));
    if (mode !== "b") await ann.ask(`MODE #dev -${mode} bob!*@*`);
  }
  assert.match(bare(await bob.ask("JOIN #dev")).join(), /^474 bob #dev :/);
  assert.deepEqual(await ann.ask("MODE #dev -b ghost!*@*"), []);
  await using dave = await RawClient.join(server.port, "dave", { rooms: [] });
  await ann.ask("MODE #dev +I dave!*@*");
  await dave.joinRoom("dev");
  await ann.ask("MODE #dev +o dave");
  dave.command("mute", "bob", { room: "dev", id: "1" });
  await dave.next("notice", ({ id }) => id === "1");
  assert.match((await ann.ask("MODE #dev b")).join(), / 367 ann #dev m:bob!\*@\* dave /);
  assert.deepEqual(bare(await ann.ask("MODE #dev -b m:bob!*@*")), ["ann MODE #dev -b m:bob!*@*"]);
  assert.deepEqual(bare(await ann.ask("MODE #dev -b+b bob carl")), [
    "ann MODE #dev -b BOB!*@*",
    "ann MODE #dev +b carl!*@*",
  ]);
  assert.match(bare(await bob.ask("JOIN #dev")).join(), /^bob JOIN #dev/);
});

Deno.test("what native clients do to somebody is told as modes", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await IrcSpeaker.register(server.port, "bob");
  await bob.ask("JOIN #dev");
  for (
    const [name, args] of [
      ["mute", "carl"],
      ["unmute", "carl"],
      ["voice", "bob"],
      ["mod", "bob"],
      ["unmod", "bob"],
      ["slow", "5s"],
      ["lock", ""],
      ["ban", "dave"],
    ]
  ) {
    ann.command(name ?? "", args, { room: "dev", id: name });
    await ann.next("notice", ({ id }) => id === name);
  }
  assert.deepEqual(bare(await bob.ask()), [
    "ann MODE #dev +b m:carl!*@*",
    "ann MODE #dev -b m:carl!*@*",
    "ann MODE #dev +v bob",
    "ann MODE #dev +o bob",
    "ann MODE #dev -o bob",
    "ann MODE #dev +i",
    "ann MODE #dev +b dave!*@*",
  ]);
});

Deno.test("a client sees and changes its own modes alone", async () => {
  await using server = startServer(options);
  await using ann = await IrcSpeaker.register(server.port, "ann");
  await using _bob = await IrcSpeaker.register(server.port, "bob");
  assert.deepEqual(await ann.ask("MODE ann"), [":irc.example 221 ann +w"]);
  assert.deepEqual(bare(await ann.ask("MODE ANN -w+Bo-i")), ["ann MODE ann -w+B"]);
  assert.deepEqual(await ann.ask("MODE ann"), [":irc.example 221 ann +B"]);
  assert.match(bare(await ann.ask("MODE ann +y")).join(), /^501 ann :/);
  assert.match(bare(await ann.ask("MODE bob")).join(), /^502 ann :/);
  assert.match(bare(await ann.ask("MODE ghost +i")).join(), /^401 ann ghost :/);
});
