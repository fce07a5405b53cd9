import { isLonger, utf8Bytes } from "../helpers/text/text_length.ts";
import { limits, ProtocolError } from "../protocol.ts";

const wordShape = /^[a-z][a-z0-9_.-]{0,31}$/;

/**
 * Reads the fields of an object that came from outside, each checked. An absent field and `null` are the
 * same; fields that nobody asks for are ignored. Errors are `bad_field` and carry the frame's own `id`.
 */
export class Fields {
  readonly #object: object;
  readonly #id: string | undefined;

  /** Throws `not_an_object`. */
  constructor(value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ProtocolError("not_an_object", "The frame is not a JSON object");
    }
    this.#object = value;
    const id = this.#get("id");
    const isSound = typeof id === "string" && id.isWellFormed();
    this.#id = isSound && !isLonger(id, limits.idLength) ? id : undefined;
  }

  /** Two that differ in lone surrogates alone would be one where they are kept. */
  get id(): string | undefined {
    const id = this.optionalString("id", limits.idLength);
    if (id?.isWellFormed() === false) throw this.#bad("id", "must be well-formed Unicode");
    return id;
  }

  string(name: string, maxLength?: number): string {
    const value = this.optionalString(name, maxLength);
    if (value === undefined) throw this.#bad(name, "is missing");
    return value;
  }

  optionalString(name: string, maxLength = Infinity): string | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw this.#bad(name, "must be a string");
    if (isLonger(value, maxLength)) {
      throw this.#bad(name, `must have at most ${maxLength} characters`);
    }
    return value;
  }

  /** Of at most `limits.secretBytes`; an empty one is none. */
  optionalSecret(name: string): string | undefined {
    const value = this.optionalString(name);
    if (value === undefined || value === "") return undefined;
    if (!value.isWellFormed()) throw this.#bad(name, "must be well-formed Unicode");
    if (utf8Bytes(value) <= limits.secretBytes) return value;
    throw this.#bad(name, `must have at most ${limits.secretBytes} bytes`);
  }

  /** The same, where it must be there. */
  secret(name: string): string {
    const value = this.optionalSecret(name);
    if (value === undefined) throw this.#bad(name, "is missing");
    return value;
  }

  /** A whole number from 0 on, exact in a double. */
  integer(name: string): number {
    const value = this.#get(name);
    if (value === undefined) throw this.#bad(name, "is missing");
    return this.#asInteger(name, value);
  }

  optionalInteger(name: string): number | undefined {
    const value = this.#get(name);
    return value === undefined ? undefined : this.#asInteger(name, value);
  }

  boolean(name: string): boolean {
    const value = this.#get(name);
    if (typeof value !== "boolean") throw this.#bad(name, "must be true or false");
    return value;
  }

  optionalBoolean(name: string): boolean | undefined {
    return this.#get(name) === undefined ? undefined : this.boolean(name);
  }

  /** One of a set that newer versions add to, such as a kind; it is kept and passed on, so it is short and plain. */
  word(name: string): string {
    const value = this.optionalWord(name);
    if (value === undefined) throw this.#bad(name, "is missing");
    return value;
  }

  optionalWord(name: string): string | undefined {
    const value = this.optionalString(name);
    if (value === undefined || wordShape.test(value)) return value;
    throw this.#bad(name, "must be a word of at most 32 characters, such as text");
  }

  optionalWords(name: string, maxCount: number): string[] | undefined {
    const words = this.optionalStrings(name, maxCount);
    if (words?.every((word) => wordShape.test(word)) ?? true) return words;
    throw this.#bad(name, "must be an array of words of at most 32 characters, such as text");
  }

  optionalStrings(name: string, maxCount = Infinity): string[] | undefined {
    return this.#optionalArray(name, maxCount)?.map((item) => {
      if (typeof item !== "string") throw this.#bad(name, "must be an array of strings");
      return item;
    });
  }

  /** Whole numbers. */
  optionalSeqs(name: string, maxCount: number): number[] | undefined {
    return this.#optionalArray(name, maxCount)?.map((item) => this.#asInteger(name, item));
  }

  /**
   * What `read` makes of each item of an array. One that it throws a `ProtocolError` for, such as a newer version
   * may send, is given to `passOver` and left out.
   */
  items<Item>(
    name: string,
    read: (item: unknown) => Item,
    passOver: (item: unknown) => void = () => {},
  ): Item[] {
    const items = this.#optionalArray(name, Infinity);
    if (items === undefined) throw this.#bad(name, "is missing");
    return items.flatMap((item) => {
      const kept = understood(() => [read(item)]);
      if (kept === undefined) passOver(item);
      return kept ?? [];
    });
  }

  optionalObject(name: string): Fields | undefined {
    const value = this.#get(name);
    return value === undefined ? undefined : new Fields(value);
  }

  /** Of any form, for what reads it. */
  object(name: string): object {
    const value = this.#get(name);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    throw this.#bad(name, value === undefined ? "is missing" : "must be an object");
  }

  /** An object of whole numbers, as a map: its keys may be any name. */
  optionalIntegers(name: string, maxCount: number): Map<string, number> | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.#bad(name, "must be an object");
    }
    const entries: [string, unknown][] = Object.entries(value);
    if (entries.length > maxCount) throw this.#bad(name, `must have at most ${maxCount} entries`);
    return new Map(entries.map(([key, item]) => [key, this.#asInteger(name, item)]));
  }

  #optionalArray(name: string, maxCount: number): readonly unknown[] | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#bad(name, "must be an array");
    if (value.length > maxCount) throw this.#bad(name, `must have at most ${maxCount} items`);
    return value;
  }

  #asInteger(name: string, value: unknown): number {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.#bad(name, "must be a whole number");
  }

  /** Own fields only: `__proto__` and `constructor` are names like any other. */
  #get(name: string): unknown {
    if (!Object.hasOwn(this.#object, name)) return undefined;
    const value: unknown = Reflect.get(this.#object, name);
    return value === null ? undefined : value;
  }

  #bad(name: string, why: string): ProtocolError {
    return new ProtocolError("bad_field", `Field "${name}" ${why}`, this.#id);
  }
}

/** Nothing where `read` throws a `ProtocolError`: what a newer server sends in a form of its own counts as absent. */
export function understood<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
