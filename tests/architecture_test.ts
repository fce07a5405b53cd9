import assert from "node:assert/strict";
import config from "../deno.json" with { type: "json" };
import { commands } from "../commands/mod.ts";
import { circlesIn, type Imports } from "./support/files/import_circles.ts";
import { readSources } from "./support/files/read_sources.ts";

const root = new URL("../", import.meta.url);

const netForClient = [
  "net/limits/idle_timer.ts",
  "net/open_web_socket.ts",
  "net/outbox.ts",
  "net/transport.ts",
];

/** What each part may import besides itself, folders and files; parts that are not here are where they meet. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "protocol.ts": ["protocol"],
  "protocol": [],
  "records.ts": [],
  "helpers": [],
  "net": ["protocol.ts", "helpers"],
  "chat": ["protocol.ts", "records.ts", "helpers"],
  "wording": ["protocol.ts", "helpers"],
  "wire": ["protocol.ts", "helpers", "wording"],
  "store": ["protocol.ts", "records.ts", "helpers"],
  "cli": ["protocol.ts", "helpers", "deno.json"],
  "commands": ["protocol.ts", "records.ts", "helpers", "chat"],
  // What is pure, and runs in a browser too: of `net/` and `chat/` these alone.
  "client": ["protocol.ts", "helpers", "wording", "wire", "chat/text.ts", ...netForClient],
  "ui": ["protocol.ts", "helpers", "wording", "client"],
  // The server's side: HTTP, its routes, and what builds the page.
  "web": ["protocol.ts", "helpers", "wording", "net", "wire"],
  // The page for browsers.
  "web/page": ["protocol.ts", "helpers", "wording", "client", "chat/text.ts", ...netForClient],
};
/** The same of the folders in `ui/`, among themselves; what lies beside them is where they meet. */
const uiMayImport: Readonly<Record<string, readonly string[]>> = {
  "keys": [],
  "writing": ["keys"],
  "terminal": ["keys"],
  "screen/style": [],
  "screen/rows": ["screen/style"],
  "screen/reading": ["screen/rows", "screen/style"],
  "screen/pages": ["keys", "screen/rows", "screen/style"],
  "screen/menu": ["keys", "screen/style"],
  "screen/drawing": [
    "screen/menu",
    "screen/pages",
    "screen/reading",
    "screen/style",
    "terminal",
    "writing",
  ],
};
const meetingPlaces = ["server.ts", "server", "client.ts", "subcommands", "main.ts"];
const besideTheProgram = ["tests", "bench", "docs"];

/** What would make a rule depend on more than its arguments. */
const impure = /^(set(Timeout|Interval|Immediate)|Date|Temporal|performance|crypto|Deno)$/;

/** Parts that run in a browser. */
const inBrowsers = ["client", "web/page"];

/** What a page on plain HTTP has not. */
const notInPages = /^(Deno|process|Buffer|setImmediate|randomUUID|subtle)$/;

/** What makes elements of text. */
const textAsHtml = /^(dangerouslySetInnerHTML|(inner|outer)HTML|insertAdjacentHTML)$/;

const forBrowsers = "it runs in a browser, on plain HTTP too";

type Rule = "direction" | "third-party" | "chat" | "browsers" | "types";
type Report = (rule: Rule, node: Deno.lint.Node, problem: string) => void;

/** `text` is of the form `path:line: what: why`. */
type Problem = { readonly rule: Rule; readonly text: string };

interface Findings {
  readonly problems: readonly Problem[];
  /** Paths of ours, of types too. */
  readonly imports: readonly string[];
}

function inspect(path: string, source: string): Findings {
  const problems: Problem[] = [];
  const imports: string[] = [];
  const report: Report = (rule, { range: [start] }, problem) => {
    const line = source.slice(0, start).split("\n").length;
    problems.push({ rule, text: `${path}:${line}: ${problem}` });
  };
  const create = () => visitors(path, report, imports);
  Deno.lint.runPlugin({ name: "architecture", rules: { all: { create } } }, path, source);
  return { problems, imports };
}

function visitors(path: string, report: Report, imports: string[]): Deno.lint.LintVisitor {
  const checkImport = (node: Deno.lint.Node) => {
    if (node.type !== "Literal" || typeof node.value !== "string") return;
    const specifier = node.value;
    if (specifier.startsWith(".")) imports.push(pathOf(specifier, path));
    checkSpecifier(path, specifier, (rule, why) => {
      report(rule, node, `import of "${specifier}": ${why}`);
    });
  };
  const notInChat = (node: Deno.lint.Node, what: string) => {
    if (partOf(path) !== "chat") return;
    report("chat", node, `${what}: chat/ is synchronous, and time and randomness are arguments`);
  };
  return {
    "ImportDeclaration > Literal": checkImport,
    "ExportNamedDeclaration > Literal": checkImport,
    "ExportAllDeclaration > Literal": checkImport,
    "ImportExpression > Literal": checkImport,
    "TSImportType > TSLiteralType > Literal": checkImport,
    AwaitExpression: (node) => notInChat(node, "await"),
    "[async=true]": (node: Deno.lint.Node) => notInChat(node, "async"),
    "ForOfStatement[await=true]": (node: Deno.lint.Node) => notInChat(node, "for await"),
    "MemberExpression[object.name=Math][property.name=random]": (node: Deno.lint.Node) =>
      notInChat(node, "Math.random"),
    Identifier(node) {
      if (impure.test(node.name)) notInChat(node, node.name);
      if (!inBrowsers.includes(partOf(path))) return;
      if (notInPages.test(node.name)) report("browsers", node, `${node.name}: ${forBrowsers}`);
      if (textAsHtml.test(node.name)) report("browsers", node, `${node.name}: text is never HTML`);
    },
    JSXIdentifier(node) {
      if (textAsHtml.test(node.name)) report("browsers", node, `${node.name}: text is never HTML`);
    },
    TSAnyKeyword: (node) => report("types", node, "any: use unknown and look at what it is"),
    TSAsExpression({ typeAnnotation: type }) {
      if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return;
      if (!/Message$/.test(type.typeName.name)) return;
      report("types", type, `as ${type.typeName.name}: a message is read from unknown, never cast`);
    },
  };
}

function checkSpecifier(
  path: string,
  specifier: string,
  report: (rule: Rule, why: string) => void,
): void {
  const part = partOf(path);
  if (specifier.startsWith("node:")) {
    if (part === "chat") report("chat", "chat/ needs nothing of the system");
    if (inBrowsers.includes(part)) report("browsers", forBrowsers);
  } else if (!specifier.startsWith(".")) {
    const names = Object.keys(config.imports);
    const isMapped = names.some((name) => `${specifier}/`.startsWith(`${name}/`));
    if (!isMapped) report("third-party", "third-party names are mapped in deno.json");
  } else {
    const target = pathOf(specifier, path);
    const why = whyNotImport(path, target) ??
      whyNotInUi(uiPartOf(path), uiPartOf(target));
    if (why !== undefined) report("direction", why);
  }
}

function whyNotImport(path: string, target: string): string | undefined {
  const [from, to] = [partOf(path), partOf(target)];
  if (besideTheProgram.includes(from) || from === to) return undefined;
  if (besideTheProgram.includes(to)) return `the program imports nothing of ${to}/`;
  if (meetingPlaces.includes(from) || bootsPage(path, target)) return undefined;
  const allowed = mayImport[from];
  if (allowed === undefined) return `there is no rule for ${from}; add one to architecture_test.ts`;
  if (allowed.includes(to) || allowed.includes(target)) return undefined;
  return `${from} may import ${listed(allowed)}`;
}

/** Where the page and the client meet. */
function bootsPage(path: string, target: string): boolean {
  return path === "web/page/start.tsx" && target === "client.ts";
}

function whyNotInUi(from: string, to: string): string | undefined {
  const allowed = uiMayImport[from];
  if (allowed === undefined || from === to || to === "elsewhere") return undefined;
  return allowed.includes(to) ? undefined : `ui/${from} may import ${listed(allowed)}`;
}

function listed(allowed: readonly string[]): string {
  return allowed.length === 0 ? "nothing of ours" : allowed.join(" and ");
}

/** The folder in `ui/` or in the full screen, as in `keys` or `screen/rows`. */
function uiPartOf(path: string): string {
  return /^ui\/((?:screen\/)?[^/]+)\//.exec(path)?.[1] ?? "elsewhere";
}

/** Where a relative specifier in the file `from` leads. */
function pathOf(specifier: string, from: string): string {
  return new URL(specifier, new URL(from, root)).href.slice(root.href.length);
}

/** The folder at the top of the tree, or the file if it lies there; the page is a part of its own. */
function partOf(path: string): string {
  return path.startsWith("web/page/") ? "web/page" : path.replace(/\/.*/, "");
}

/** Read once for all tests. */
const sources = await readSources();
const findings = new Map([...sources].map(([path, source]) => [path, inspect(path, source)]));
const problems = [...findings.values()].flatMap(({ problems }) => problems);

function textOf(found: readonly Problem[], rule: Rule): string {
  return found.filter((problem) => problem.rule === rule).map(({ text }) => text).join("\n");
}

const kept: readonly [rule: Rule, what: string][] = [
  ["direction", "each part imports only what lies below it"],
  ["chat", "chat/ is synchronous and pure"],
  ["browsers", "client/ and web/page/ run in a browser, and text is never HTML there"],
  ["types", "nothing is any, and no message is cast"],
  ["third-party", "third-party names are mapped in deno.json"],
];

for (const [rule, what] of kept) {
  Deno.test(what, () => assert.equal(textOf(problems, rule), ""));
}

Deno.test("deno.json maps each third-party name to one exact version", () => {
  for (const [name, target] of Object.entries(config.imports)) {
    const exact = /^npm:(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+(-[\w.]+)?(\/.*)?$/;
    assert.match(target, exact, `deno.json maps "${name}" to "${target}", no exact version`);
  }
});

Deno.test("no file imports itself, by way of others or for a type either", () => {
  const imports: Imports = new Map([...findings].map(([path, { imports }]) => [path, imports]));
  assert.equal(circlesIn(imports).join("\n"), "");
});

Deno.test("circlesIn() finds each circle once, and what only leads to one is not in it", () => {
  const imports: Imports = new Map([
    ["into.ts", ["a.ts"]],
    ["a.ts", ["b.ts", "out.ts"]],
    ["b.ts", ["a.ts", "c.ts"]],
    ["c.ts", ["out.ts", "a.ts"]],
    ["itself.ts", ["itself.ts"]],
    ["out.ts", []],
  ]);
  assert.deepEqual(circlesIn(imports), ["b.ts → a.ts", "c.ts → a.ts → b.ts", "itself.ts"]);
});

// For whoever reads it: length and number alone break no rule.
console.log([
  "The longest files of the program, in lines; about 200 are enough:",
  ...longestFiles(10),
  "Folders of more than 25 files:",
  ...fullFolders(25),
].join("\n"));

function longestFiles(most: number): readonly string[] {
  return [...sources].filter(([path]) => !besideTheProgram.includes(partOf(path)))
    .map(([path, source]) => ({ path, lines: source.trimEnd().split("\n").length }))
    .sort((one, other) => other.lines - one.lines)
    .slice(0, most).map(({ path, lines }) => `${lines} ${path}`);
}

function fullFolders(most: number): readonly string[] {
  const folders = Map.groupBy(sources.keys(), (path) => path.slice(0, path.lastIndexOf("/") + 1));
  return [...folders].filter(([, files]) => files.length > most)
    .map(([folder, files]) => `${files.length} ${folder}`);
}

Deno.test("commands/mod.ts has every command file in its table", async () => {
  const table: readonly unknown[] = commands;
  const around = [
    ...["command", "mod", "require_command"],
    ...["order/keeper", "order/nick_command", "talk/search_time"],
  ].map((name) => `commands/${name}.ts`);
  const files = [...sources.keys()].filter((path) => partOf(path) === "commands");
  for (const path of files.filter((path) => !around.includes(path))) {
    const module: Readonly<Record<string, unknown>> = await import(new URL(path, root).href);
    const isListed = Object.values(module).some((value) => table.includes(value));
    assert.ok(isListed, `${path} exports no command that commands/mod.ts lists`);
  }
});

Deno.test("the full screen is loaded by whoever opens it only", () => {
  const fromOutside = [...sources].filter(([path]) =>
    !/^(ui\/screen|web\/build)\//.test(path) && !besideTheProgram.includes(partOf(path))
  );
  const importing = fromOutside.flatMap(([path, source]) =>
    [...source.matchAll(/^.*["'](?:gemoji|.*\/screen\/.*)["'].*$/gm)]
      .map(([line]) => `${path}: ${line.trim()}`)
  );
  const opened = `face === "screen" ? import("../ui/screen/screen_client.ts") : undefined`;
  assert.deepEqual(importing, [`subcommands/client.ts: const screen = ${opened};`]);
});

const wrong: readonly [rule: Rule, path: string, source: string, problem: RegExp][] = [
  [
    "direction",
    "helpers/x.ts",
    `\nimport "../protocol.ts";`,
    /^helpers\/x\.ts:2: .*nothing of ours/,
  ],
  ["direction", "protocol.ts", `export * from "./chat/text.ts";`, /may import protocol/],
  ["direction", "chat/x.ts", `export { a } from "../wire/mod.ts";`, /chat may import protocol/],
  ["direction", "ui/x.ts", `const a = await import("../net/accept.ts");`, /ui may import/],
  ["direction", "client/x.ts", `import "../net/accept.ts";`, /client may import .*transport/],
  ["direction", "wire/x.ts", `let a: import("../chat/rooms/room.ts").Room;`, /wire may import/],
  ["direction", "server/x.ts", `import "../tests/x.ts";`, /imports nothing of tests/],
  ["direction", "new/x.ts", `import "../net/accept.ts";`, /no rule for new/],
  [
    "direction",
    "ui/screen/rows/x.ts",
    `import "../../keys/a.ts";`,
    /rows may import screen\/style/,
  ],
  ["direction", "ui/keys/x.ts", `import "../screen/screen_client.ts";`, /keys may import nothing/],
  ["third-party", "net/x.ts", `import "npm:left-pad";`, /mapped in deno\.json/],
  ["chat", "chat/x.ts", "const a = async () => {};", /:1: async:/],
  ["chat", "chat/x.ts", "for await (const a of b);", /for await/],
  ["chat", "chat/x.ts", "const a = Math.random();", /Math\.random/],
  ["chat", "chat/x.ts", "const a = new Date();", /Date/],
  ["chat", "chat/x.ts", `import "node:crypto";`, /nothing of the system/],
  ["direction", "web/page/x.ts", `import "../../net/accept.ts";`, /page may import .*transport/],
  ["direction", "web/page/x.ts", `import "../../client.ts";`, /page may import/],
  ["direction", "web/x.ts", `import "./page/main.tsx";`, /web may import/],
  ["browsers", "client/x.ts", "Deno.exit();", /runs in a browser/],
  ["browsers", "web/page/x.tsx", `import "node:util";`, /runs in a browser/],
  ["browsers", "web/page/x.tsx", "<b dangerouslySetInnerHTML={a} />;", /never HTML/],
  ["browsers", "web/page/x.ts", "a.innerHTML = b;", /never HTML/],
  ["browsers", "client/x.ts", "crypto.randomUUID();", /randomUUID: .*browser/],
  ["types", "ui/x.ts", "// 😀 größer\nconst a: any = 1;", /^ui\/x\.ts:2: any/],
  ["types", "ui/x.ts", "const a = b as ServerMessage;", /as ServerMessage/],
];

Deno.test("the rules above find what breaks them, and name file, line and rule", () => {
  for (const [rule, path, source, problem] of wrong) {
    assert.match(textOf(inspect(path, source).problems, rule), problem, source);
  }
  const { problems } = inspect("chat/x.ts", "// await Date.now()\nconst a = 'Deno';");
  assert.deepEqual(problems, []);
});
