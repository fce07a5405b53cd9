import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";

const page = new URL("../../../../web/page/", import.meta.url);
const tokens = await Deno.readTextFile(new URL("style/tokens.css", page));

/** In a value, by its digits or by a function. */
const namesColor = /:[^;{}]*(#[\da-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\()[^{}]*;/i;

/** In the order in which each colour is written. */
const themes = ["light", "dark", "light contrast", "dark contrast"] as const;

const colors = new Map(
  [...tokens.matchAll(/--([\w-]+): color-mix\(([^;]*)\);/g)].map(([, name = "", mix = ""]) =>
    [name, mix.match(/#[\da-f]{6}/g) ?? []] as const
  ),
);
const backgrounds = ["page", "side", "raised", "hover", "mention"];
const nicks = Array.from({ length: 12 }, (_, index) => `nick-${index}`);
const texts = ["text", "muted", "accent", "danger", "warning", "good", ...nicks];

/** WCAG 2.2: 1.4.3, 1.4.6 (its higher level, for the themes of high contrast) and 1.4.11. */
const ratioOf = {
  text: [4.5, 4.5, 7, 7],
  edge: [3, 3, 4.5, 4.5],
} as const;

type Pair = readonly [front: string, behind: string, kind: keyof typeof ratioOf];

const pairs: readonly Pair[] = [
  ...texts.flatMap((text) => backgrounds.map((behind) => [text, behind, "text"] as const)),
  ["on-color", "accent", "text"],
  ["on-color", "danger", "text"],
  ...["page", "side", "raised"].map((behind) => ["edge", behind, "edge"] as const),
];

Deno.test("text can be read on every background, in every theme", () => {
  assert.equal(new Set(colors.keys()).size, texts.length + backgrounds.length + 3);
  const tooWeak = pairs.flatMap(([front, behind, kind]) =>
    themes.flatMap((theme, index) => {
      const ratio = contrast(colorOf(front, index), colorOf(behind, index));
      return ratio >= ratioOf[kind][index as 0]
        ? []
        : [`${front} on ${behind}, ${theme}: ${ratio.toFixed(2)}`];
    })
  );
  assert.deepEqual(tooWeak, []);
});

Deno.test("no other style of the page names a colour", async () => {
  const naming: string[] = [];
  const styles = globSync("**/*.css", { cwd: fileURLToPath(page) });
  assert.ok(styles.includes("style/base.css"));
  for (const path of styles) {
    if (path === "style/tokens.css") continue;
    const style = await Deno.readTextFile(new URL(path, page));
    if (namesColor.test(style)) naming.push(path);
  }
  assert.deepEqual(naming, []);
  assert.match("a:hover {\n  color: #fff;\n}", namesColor);
  assert.doesNotMatch("#add:hover {\n  color: var(--text);\n}", namesColor);
});

Deno.test("contrast() is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
  assert.equal(contrast("#ffffff", "#777777").toFixed(2), "4.48");
});

function colorOf(name: string, theme: number): string {
  const color = colors.get(name)?.[theme];
  assert.ok(color !== undefined, `no colour ${name}`);
  return color;
}

/** WCAG 2.2, "contrast ratio": from 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
