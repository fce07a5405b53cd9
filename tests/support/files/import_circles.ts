/** What each file imports, by path. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Each circle once, however many files are in it. */
export function circlesIn(imports: Imports): readonly string[] {
  const circles = new Map<string, string>();
  for (const path of imports.keys()) {
    const circle = circleThrough(path, imports);
    if (circle !== undefined) circles.set(circle.toSorted().join(), circle.join(" → "));
  }
  return [...circles.values()];
}

/** The shortest way from a file back to itself over what each imports; undefined if there is none. */
function circleThrough(path: string, imports: Imports): readonly string[] | undefined {
  const importers = new Map<string, string>();
  const toVisit = [path];
  for (const from of toVisit) {
    for (const to of imports.get(from) ?? []) {
      if (importers.has(to)) continue;
      importers.set(to, from);
      if (to !== path) toVisit.push(to);
      else return [...wayBack(path, importers)].reverse();
    }
  }
  return undefined;
}

function* wayBack(path: string, importers: ReadonlyMap<string, string>): Generator<string> {
  for (let at = importers.get(path); at !== undefined && at !== path; at = importers.get(at)) {
    yield at;
  }
  yield path;
}
