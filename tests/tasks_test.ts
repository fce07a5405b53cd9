import assert from "node:assert/strict";
import config from "../deno.json" with { type: "json" };
import { runParse } from "./cli/run_parse.ts";
import { readSources } from "./support/files/read_sources.ts";

/** Names that are no single variable of ours: what `ws` looks at as it is loaded is the second. */
const patterns = ["CHATROOM_*", "WS_NO_*"];

const subcommands = ["server", "client", "history", "admin"] as const;

/** What each flag of a task's command allows, such as `--allow-env=HOME,TERM`; `all` of one without a list. */
function permissionsOf(...tasks: readonly (keyof typeof config.tasks)[]) {
  const allowed = new Map<string, ReadonlySet<string>>();
  for (const task of tasks) {
    for (
      const [, flag = "", list = "all"] of config.tasks[task].command.matchAll(
        /--allow-([a-z]+)(?:=([^\s']+))?/g,
      )
    ) {
      allowed.set(flag, new Set(allowed.get(flag)).union(new Set(list.split(","))));
    }
  }
  return allowed;
}

Deno.test("the executable may do what the subcommands may together, and no more", () => {
  assert.deepEqual(permissionsOf("compile"), permissionsOf(...subcommands));
});

Deno.test("each subcommand is named by a task of its own, which asks for nothing", () => {
  for (const name of subcommands) {
    const { command } = config.tasks[name];
    // Quiet: Deno clears its progress of downloads from the terminal when the program has already written there.
    assert.match(
      command,
      new RegExp(
        `^(deno task --quiet page && )?deno run --quiet --no-prompt .* main\\.ts ${name}$`,
      ),
    );
    assert.doesNotMatch(command, /--allow-(all|run|ffi|import)/);
  }
});

Deno.test("what gives out the page builds it first, and says nothing of it", () => {
  for (const name of ["server", "test", "bench", "pictures", "compile"] as const) {
    assert.match(config.tasks[name].command, /^deno task --quiet page && /, name);
  }
});

Deno.test("the tasks allow those variables of the environment that the program reads", async () => {
  const program = [...await readSources()].filter(([path]) => !/^(tests|bench|docs)\//.test(path));
  const source = program.map(([, text]) => text).join("\n");
  const variables = permissionsOf("compile").get("env") ?? new Set();
  const named = [...variables].filter((variable) => !patterns.includes(variable));
  // Some stand in a table, so that it is a string like others: then a task that lacks one fails where it runs.
  assert.deepEqual(named.filter((variable) => !source.includes(`"${variable}"`)), []);
  const read = [...source.matchAll(/\benv(?:\.get)?\("(\w+)"\)/g)].map(([, variable = ""]) =>
    variable
  );
  assert.deepEqual(read.filter((variable) => !variables.has(variable)), []);
  assert.ok(read.length > 0);
});

Deno.test("README names every variable of the environment that the program reads", async () => {
  const readme = await Deno.readTextFile(new URL("../README.md", import.meta.url));
  const variables = permissionsOf("compile").get("env") ?? new Set();
  const helps = [["server"], ["client"], ["history", "export"], ["history", "import"]].map((
    words,
  ) => runParse([...words, "--help"]).out);
  const ofOptions: readonly string[] = helps.join("\n").match(/\bCHATROOM_\w+/g) ?? [];
  assert.ok(ofOptions.includes("CHATROOM_FORMAT"));
  const read = [...variables, ...ofOptions].filter((name) => !patterns.includes(name));
  assert.deepEqual(read.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme)), []);
});
