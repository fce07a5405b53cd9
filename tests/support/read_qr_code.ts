import jsqr from "jsqr";

/** A character is drawn as wide as this, and twice as high, in pixels. */
const width = 4;

interface Colors {
  /** Each: whether it is light. */
  readonly front: boolean;
  readonly back: boolean;
}

/** What a camera reads in front of a terminal with these rows, of light on dark or of dark on light; undefined: nothing. */
export function readQrCode(
  rows: readonly string[],
  terminal: "dark" | "light",
): string | undefined {
  const own = { front: terminal === "dark", back: terminal === "light" };
  const lines = rows.flatMap((row) => readRow(row, own));
  const columns = Math.max(...lines.map((line) => line.length));
  const pixels = lines.flatMap((line) => {
    const rest = Array<boolean>(columns - line.length).fill(own.back);
    const wide = [...line, ...rest].flatMap((isLight) => Array<boolean>(width).fill(isLight));
    return Array<boolean[]>(width).fill(wide).flat();
  });
  const rgba = Uint8ClampedArray.from(
    pixels.flatMap((isLight) => [...Array<number>(3).fill(isLight ? 255 : 0), 255]),
  );
  const [wide, high] = [columns * width, lines.length * width];
  return jsqr.default(rgba, wide, high, { inversionAttempts: "dontInvert" })?.data;
}

/** The upper and the lower half of its characters, by the colours that are set before them. */
function readRow(row: string, own: Colors): [upper: boolean[], lower: boolean[]] {
  const halves: [boolean[], boolean[]] = [[], []];
  let now = own;
  // deno-lint-ignore no-control-regex
  for (const [part] of row.matchAll(/\x1b\[[\d;]*m|./gsu)) {
    if (part.startsWith("\x1b")) {
      now = colorsAfter(part.slice(2, -1), now, own);
      continue;
    }
    halves[0].push(" ▄".includes(part) ? now.back : now.front);
    halves[1].push(" ▀".includes(part) ? now.back : now.front);
  }
  return halves;
}

function colorsAfter(parameters: string, now: Colors, own: Colors): Colors {
  const isLight = (code: string) => code.endsWith(";231");
  return [...parameters.matchAll(/[34]8;5;\d+|39|49/g)].reduce((colors, [code]) => {
    if (code === "39") return { ...colors, front: own.front };
    if (code === "49") return { ...colors, back: own.back };
    return code.startsWith("3")
      ? { ...colors, front: isLight(code) }
      : { ...colors, back: isLight(code) };
  }, now);
}
