/** Reads a value that was kept, from `unknown` into one of its type, made anew. Throws `TypeError` for any other. */
export type Shape<Value> = (value: unknown) => Value;

export function text(value: unknown): string {
  return typeof value === "string" ? value : unexpected(value, "text");
}

export function number(value: unknown): number {
  return typeof value === "number" ? value : unexpected(value, "a number");
}

export function flag(value: unknown): boolean {
  return typeof value === "boolean" ? value : unexpected(value, "true or false");
}

export function oneOf<Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value) => words.find((word) => word === value) ?? unexpected(value, words.join(" or "));
}

export function list<Item>(shape: Shape<Item>): Shape<readonly Item[]> {
  return (value) => Array.isArray(value) ? value.map(shape) : unexpected(value, "a list");
}

export function optional<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (value) => value === undefined ? undefined : shape(value);
}

/** What is absent is `fallback`. */
export function withFallback<Value>(shape: Shape<Value>, fallback: Value): Shape<Value> {
  return (value) => value === undefined ? fallback : shape(value);
}

/** Values under names that may be any. */
export function record<Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return (value) => {
    if (typeof value !== "object" || value === null) return unexpected(value, "an object");
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shape(each)]));
  };
}

/** Of these fields and no others; what is absent stays so. */
export function object<Type extends object>(
  fields: { readonly [Name in keyof Type]-?: Shape<Type[Name]> },
): Shape<Type> {
  return (value) => {
    if (typeof value !== "object" || value === null) return unexpected(value, "an object");
    const read: Partial<Type> = {};
    for (const name in fields) {
      if (!Object.hasOwn(fields, name)) continue;
      const field = fields[name](Reflect.get(value, name));
      if (field !== undefined) read[name] = field;
    }
    // Each field has been read by the shape of its type.
    return read as Type;
  };
}

function unexpected(value: unknown, expected: string): never {
  throw new TypeError(`Cannot read a record: expected ${expected}, found ${typeof value}`);
}
