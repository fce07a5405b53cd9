import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { layOutInput } from "../../ui/writing/input_layout.ts";
import { type Screen, Tmux, whyNoTmux } from "./tmux.ts";

const program = fileURLToPath(new URL("line_editor_program.ts", import.meta.url));
const command = `${Deno.execPath()} run --no-prompt --no-check --allow-env=TERM ${program}`;
const whyNot = whyNoTmux();

function testInTerminal(name: string, fn: () => Promise<void>): void {
  const reason = whyNot === "" ? "" : ` (ignored: ${whyNot})`;
  Deno.test({ name: name + reason, ignore: whyNot !== "", fn });
}

/** The program in a terminal, and what it ought to show. */
class Typist {
  readonly #tmux: Tmux;
  readonly #typed: string[] = [];
  #cursor = 0;
  #printed = 0;

  constructor(tmux: Tmux) {
    this.#tmux = tmux;
  }

  static async sitDown(tmux: Tmux): Promise<Typist> {
    await tmux.until(({ rows }) => rows.at(-1) === ">");
    return new Typist(tmux);
  }

  async type(text: string): Promise<void> {
    await this.#tmux.type(text);
    const characters = [...text];
    this.#typed.splice(this.#cursor, 0, ...characters);
    this.#cursor += characters.length;
  }

  async moveLeft(count: number): Promise<void> {
    await this.#tmux.press("-N", `${count}`, "Left");
    this.#cursor = Math.max(0, this.#cursor - count);
  }

  async eraseLeft(count: number): Promise<void> {
    await this.#tmux.press("-N", `${count}`, "BSpace");
    const start = Math.max(0, this.#cursor - count);
    this.#typed.splice(start, this.#cursor - start);
    this.#cursor = start;
  }

  /** Waits for the last of it, since signals that come together are one. */
  async letPrint(): Promise<void> {
    Deno.kill(await this.#tmux.processId(), "SIGUSR2");
    this.#printed += 3;
    await this.#tmux.until(({ rows }) => rows.includes(`printed ${this.#printed}`));
  }

  /** Waits for it: all that was printed, once and in order, and then the line with its cursor. */
  async assertScreen(columns: number): Promise<void> {
    const wanted = this.#wantedScreen(columns);
    const screen = await this.#tmux.until((seen) => isDeepStrictEqual(seen, wanted));
    assert.deepEqual(screen, wanted);
  }

  #wantedScreen(columns: number): Screen {
    const [before, after] = [this.#typed.slice(0, this.#cursor), this.#typed.slice(this.#cursor)];
    const text = [...before, ...after].join("");
    const cursor = before.join("").length;
    const layout = layOutInput({ prompt: "> ", text, cursor }, columns - 1, 1);
    const rows = layout.rows.map((row) => (row.lead + row.text).trimEnd());
    const printed = Array.from({ length: this.#printed }, (_, index) => `printed ${index + 1}`);
    return {
      rows: [...printed, ...rows],
      cursorColumn: layout.cursor.column,
      cursorRowFromEnd: 1,
    };
  }
}

for (const columns of [20, 41, 80]) {
  testInTerminal(
    `LineEditor keeps what is typed whole while lines are printed, in ${columns} columns`,
    async () => {
      await using tmux = await Tmux.open(`exec ${command}`, columns, 12);
      const typist = await Typist.sitDown(tmux);
      for (const text of ["hello 你好 ", "wörld 🚀🚀 ", "and so on ", "你好你好你好你好你好"]) {
        await typist.letPrint();
        await typist.type(text);
        await typist.letPrint();
        await typist.moveLeft(3);
        await typist.letPrint();
      }
      await typist.assertScreen(columns);
      await typist.moveLeft(30);
      await typist.letPrint();
      await typist.eraseLeft(2);
      await typist.letPrint();
      await typist.type("好 the middle");
      await typist.assertScreen(columns);
    },
  );
}

testInTerminal(
  "LineEditor draws the line anew, once, when the terminal changes its width",
  async () => {
    await using tmux = await Tmux.open(`exec ${command}`, 60, 12);
    const typist = await Typist.sitDown(tmux);
    for (let times = 0; times < 5; times++) await typist.letPrint();
    await typist.type("a line of some length, 你好 and 🚀, that takes more than one row of 60");
    await typist.moveLeft(20);
    await typist.assertScreen(60);
    for (const columns of [25, 47, 31, 90]) {
      await tmux.resize(columns, 12);
      await typist.assertScreen(columns);
    }
    await typist.letPrint();
    await typist.type("!");
    await typist.assertScreen(90);
  },
);

testInTerminal(
  "LineEditor lets nothing stand of what was entered or listed but what is printed",
  async () => {
    await using tmux = await Tmux.open(`exec ${command}`, 20, 12);
    await Typist.sitDown(tmux);
    await tmux.type("a line of more than one row");
    await tmux.press("Enter", "C-c", "C-z");
    await tmux.press("a", "n", "Tab");
    await tmux.until(({ rows }) => rows.at(-1) === "> ann:");
    await tmux.press("Tab");
    const wanted = [
      "entered a line of mo",
      "re than one row",
      "interrupted",
      "ann  anna",
      "> anna:",
    ];
    const { rows } = await tmux.until((screen) => isDeepStrictEqual(screen.rows, wanted));
    assert.deepEqual(rows, wanted);
  },
);

testInTerminal("LineEditor gives the terminal back as it was", async () => {
  const modes = "stty -a | grep -oE -e '-?(icanon|echo|isig|icrnl)\\b'";
  await using tmux = await Tmux.open(`${modes}; ${command}; ${modes}; exec sleep 60`, 40, 20);
  await tmux.until(({ rows }) => rows.at(-1) === ">");
  await tmux.press("C-d");
  const { rows } = await tmux.until(({ rows }) => rows.length === 9);
  const before = rows.slice(0, 4);
  assert.deepEqual(rows, [...before, "bye", ...before]);
  assert.ok(before.includes("icanon"));
});
