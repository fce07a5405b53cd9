import fc from "fast-check";

/** An object as literals make it: `fc.record` would make some without a prototype. */
export function record<Value>(
  fields: { readonly [Name in keyof Value]: fc.Arbitrary<Value[Name]> },
): fc.Arbitrary<Value> {
  return fc.record(fields, { noNullPrototype: true });
}

export function optional<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined });
}
