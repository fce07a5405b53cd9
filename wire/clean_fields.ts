import { showsSomething } from "../helpers/text/shows_something.ts";
import { limits, type Person, ProtocolError } from "../protocol.ts";
import { Fields, understood } from "./fields.ts";

/** What the client does to strings from the server, which it trusts no more than the server trusts it. */
export interface CleanStrings {
  /** Text of several lines. */
  readonly text: (text: string) => string;
  /** What must stay on one line: nicks, rooms, topics. */
  readonly line: (text: string) => string;
}

const personShape = new RegExp(`^[\\w-]{1,${limits.personLength}}$`);

function asPerson(text: string): Person | undefined {
  return personShape.test(text) ? text : undefined;
}

function asName(field: string, name: string): string {
  if (showsSomething(name)) return name;
  throw new ProtocolError("bad_field", `Field "${field}" shows nothing`);
}

/** Fields from the server, whose strings are cleaned as they are read; `string` itself is for what no person sees. */
export class CleanFields extends Fields {
  /** Throws `not_an_object`. */
  constructor(value: unknown, private readonly clean: CleanStrings) {
    super(value);
  }

  override get id(): string | undefined {
    return understood(() => super.id);
  }

  override optionalInteger(name: string): number | undefined {
    return understood(() => super.optionalInteger(name));
  }

  text(name: string, maxLength?: number): string {
    return this.clean.text(this.string(name, maxLength));
  }

  /** A word that is too long is cut: no known one is. What is no string is `fallback`. */
  openWord(name: string, maxLength: number, fallback: string): string {
    const word = understood(() => this.string(name)) ?? fallback;
    return this.clean.line([...word.slice(0, 2 * maxLength)].slice(0, maxLength).join(""));
  }

  line(name: string, maxLength: number): string {
    return this.clean.line(this.string(name, maxLength));
  }

  /** What a nick or a room is called. Throws `bad_field` for what shows nothing, as for what is missing. */
  name(name: string, maxLength: number): string {
    return asName(name, this.line(name, maxLength));
  }

  optionalName(name: string, maxLength: number): string | undefined {
    return understood(() => this.nameUnlessAbsent(name, maxLength));
  }

  /** Where absence has a meaning of its own: throws `bad_field` for what shows nothing or is not understood. */
  nameUnlessAbsent(name: string, maxLength: number): string | undefined {
    const value = this.optionalString(name, maxLength);
    return value === undefined ? undefined : asName(name, this.clean.line(value));
  }

  optionalLine(name: string, maxLength: number): string | undefined {
    const value = understood(() => this.optionalString(name, maxLength));
    return value === undefined ? undefined : this.clean.line(value);
  }

  /** Undefined for what no person can be known by, as for what is absent. */
  person(name = "person"): Person | undefined {
    return understood(() => asPerson(this.string(name)));
  }

  /** The same of a list that goes with another one: absent too if any of it is no person, or there are not so many. */
  persons(name: string, count: number): Person[] | undefined {
    const persons = understood(() => this.optionalStrings(name, count))?.map(asPerson);
    if (persons?.length !== count) return undefined;
    return persons.every((person) => person !== undefined) ? persons : undefined;
  }

  /** Of an object within this one. Throws `bad_field`. */
  fields(name: string): CleanFields {
    return new CleanFields(this.object(name), this.clean);
  }

  /** Throws for an object of another type. */
  ofType<Type extends string>(type: Type): Type {
    if (this.string("type") === type) return type;
    throw new ProtocolError("unknown_type", `This is no "${type}"`);
  }

  /** An item that is no such string is passed over. */
  lines(name: string, maxLength: number): string[] {
    return this.items(name, (line) => this.#readLine(line, maxLength));
  }

  /** The same of names, without those that show nothing. */
  names(name: string, maxLength: number): string[] {
    return this.lines(name, maxLength).filter(showsSomething);
  }

  /** An item that `read` does not understand is left out, and given to `passOver`. */
  objects<Item>(
    name: string,
    read: (fields: CleanFields) => Item,
    passOver?: (item: unknown) => void,
  ): Item[] {
    return this.items(name, (item) => read(new CleanFields(item, this.clean)), passOver);
  }

  #readLine(line: unknown, maxLength: number): string {
    return this.clean.line(new Fields({ line }).string("line", maxLength));
  }
}
