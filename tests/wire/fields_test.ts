import assert from "node:assert/strict";
import { limits } from "../../protocol.ts";
import { Fields } from "../../wire/fields.ts";
import { assertMalformed } from "./assert_malformed.ts";

Deno.test("Fields() takes objects only", () => {
  for (const value of [undefined, null, true, 0, "text", [], [{}]]) {
    assertMalformed("not_an_object", () => new Fields(value), { about: JSON.stringify(value) });
  }
  assert.equal(new Fields({}).optionalString("a"), undefined);
});

type Read = (fields: Fields, name: string) => unknown;

const required: Readonly<Record<string, Read>> = {
  string: (fields, name) => fields.string(name),
  integer: (fields, name) => fields.integer(name),
  boolean: (fields, name) => fields.boolean(name),
  word: (fields, name) => fields.word(name),
  items: (fields, name) => fields.items(name, (item) => item),
};

const optional: Readonly<Record<string, Read>> = {
  string: (fields, name) => fields.optionalString(name),
  word: (fields, name) => fields.optionalWord(name),
  integer: (fields, name) => fields.optionalInteger(name),
  strings: (fields, name) => fields.optionalStrings(name),
  integers: (fields, name) => fields.optionalIntegers(name, 10),
  object: (fields, name) => fields.optionalObject(name),
};

/** Names that an object has without anybody having put them there. */
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];

Deno.test("Fields refuses what is absent, null or only inherited, where it must be there", () => {
  for (const [kind, read] of Object.entries(required)) {
    for (const value of [{}, { a: null }, { a: undefined }]) {
      assertMalformed("bad_field", () => read(new Fields(value), "a"), { field: "a", about: kind });
    }
    for (const name of inherited) {
      const about = `${kind} ${name}`;
      assertMalformed("bad_field", () => read(new Fields({}), name), { field: name, about });
    }
  }
});

Deno.test("Fields gives nothing for what is absent, null or inherited, where it may be", () => {
  for (const [kind, read] of Object.entries(optional)) {
    for (const value of [{}, { a: null }]) assert.equal(read(new Fields(value), "a"), undefined);
    for (const name of inherited) {
      assert.equal(read(new Fields({}), name), undefined, `${kind} ${name}`);
    }
  }
});

Deno.test("Fields reads __proto__ and constructor like any other field", () => {
  const fields = new Fields(JSON.parse(`{"__proto__":"a","constructor":"b"}`));
  assert.equal(fields.string("__proto__"), "a");
  assert.equal(fields.string("constructor"), "b");
});

const mistyped: Readonly<Record<string, readonly unknown[]>> = {
  string: [0, true, [], {}, ["a"]],
  integer: ["1", true, [], {}, -1, 0.5, NaN, Infinity, 2 ** 53],
  boolean: ["true", 0, [], {}],
  word: ["A", "", "-a", "a b", "a\n", "ä", "a".repeat(33), 0, ["a"]],
  strings: ["a", {}, [0], ["a", null], 0],
  items: ["a", {}, 0],
};

Deno.test("Fields refuses values of other types", () => {
  for (const [kind, values] of Object.entries(mistyped)) {
    for (const value of values) {
      const about = `${kind} ${JSON.stringify(value)}`;
      const read = () =>
        (required[kind] ?? optional[kind])?.(new Fields({ a: value, id: "id1" }), "a");
      assertMalformed("bad_field", read, { field: "a", id: "id1", about });
    }
  }
});

Deno.test("Fields gives the values", () => {
  const value = {
    text: "",
    number: Number.MAX_SAFE_INTEGER,
    zero: 0,
    no: false,
    choice: "b",
    list: ["a", ""],
    items: [{ a: "1" }, { a: "2" }],
  };
  const fields = new Fields(value);
  assert.equal(fields.string("text"), "");
  assert.equal(fields.integer("number"), Number.MAX_SAFE_INTEGER);
  assert.equal(fields.optionalInteger("zero"), 0);
  assert.equal(fields.boolean("no"), false);
  assert.equal(fields.word("choice"), "b");
  assert.deepEqual(fields.optionalStrings("list"), ["a", ""]);
  assert.deepEqual(fields.items("items", (item) => new Fields(item).string("a")), ["1", "2"]);
});

Deno.test("Fields.optionalStrings() gives an array of its own", () => {
  const list = ["a"];
  const read = new Fields({ list }).optionalStrings("list");
  list.push("b");
  assert.deepEqual(read, ["a"]);
});

Deno.test("Fields bounds strings by code points, as the protocol counts", () => {
  const fields = new Fields({ ascii: "aaa", emoji: "😀😀😀" });
  for (const name of ["ascii", "emoji"]) {
    assert.equal(fields.string(name, 3).length, name === "ascii" ? 3 : 6);
    assertMalformed("bad_field", () => fields.string(name, 2), { field: name });
  }
});

Deno.test("Fields bounds how many items and entries there are", () => {
  const fields = new Fields({ list: ["a", "b"], map: { a: 1, b: 2 } });
  assert.deepEqual(fields.optionalStrings("list", 2), ["a", "b"]);
  assertMalformed("bad_field", () => fields.optionalStrings("list", 1), { field: "list" });
  assert.equal(fields.optionalIntegers("map", 2)?.size, 2);
  assertMalformed("bad_field", () => fields.optionalIntegers("map", 1), { field: "map" });
});

Deno.test("Fields.optionalIntegers() gives a map, whatever the names are", () => {
  const text = `{"map":{"__proto__":1,"constructor":2,"":3,"lobby":0}}`;
  assert.deepEqual(
    new Fields(JSON.parse(text)).optionalIntegers("map", 10),
    new Map([["__proto__", 1], ["constructor", 2], ["", 3], ["lobby", 0]]),
  );
  for (const map of [[], [1], "a", 1, { a: "1" }, { a: null }, { a: -1 }, { a: 0.5 }]) {
    const about = JSON.stringify(map);
    const read = () => new Fields({ map }).optionalIntegers("map", 10);
    assertMalformed("bad_field", read, { field: "map", about });
  }
});

Deno.test("Fields.optionalObject() reads one level deeper", () => {
  const fields = new Fields({ inner: { a: "1" }, text: "a" });
  assert.equal(fields.optionalObject("inner")?.string("a"), "1");
  assertMalformed("not_an_object", () => fields.optionalObject("text"));
});

Deno.test("Fields.items() gives what is understood, and passes over the rest one by one", () => {
  const fields = new Fields({ items: [{ a: "1" }, { a: 2 }, null, "a", { a: "3" }] });
  const passedOver: unknown[] = [];
  const read = (item: unknown) => new Fields(item).string("a");
  const items = fields.items("items", read, (item) => void passedOver.push(item));
  assert.deepEqual([items, passedOver], [["1", "3"], [{ a: 2 }, null, "a"]]);
  const fails = () => {
    throw new RangeError("of another kind");
  };
  assert.throws(() => fields.items("items", fails), RangeError);
});

Deno.test("Fields.id is the frame's own, within its bound; errors carry it if good", () => {
  const longest = "i".repeat(limits.idLength);
  assert.equal(new Fields({ id: longest }).id, longest);
  assert.equal(new Fields({}).id, undefined);
  for (const id of [`${longest}i`, 5, {}, "a\ud800"]) {
    assertMalformed("bad_field", () => new Fields({ id }).id, { field: "id" });
    assertMalformed("bad_field", () => new Fields({ id }).string("a"), { field: "a" });
  }
  assertMalformed("bad_field", () => new Fields({ id: longest }).string("a"), { id: longest });
});
