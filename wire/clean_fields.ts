import { ProtocolError } from "../protocol.ts";
import { Fields } from "./fields.ts";

/** What the client does to strings from the server, which it trusts no more than the server trusts it. */
export interface CleanStrings {
  /** Text of several lines. */
  readonly text: (text: string) => string;
  /** What must stay on one line: nicks, rooms, topics. */
  readonly line: (text: string) => string;
}

/** Fields from the server, whose strings are cleaned as they are read; `string` itself is for what no person sees. */
export class CleanFields extends Fields {
  /** Throws `not_an_object`. */
  constructor(value: unknown, private readonly clean: CleanStrings) {
    super(value);
  }

  text(name: string, maxLength?: number): string {
    return this.clean.text(this.string(name, maxLength));
  }

  optionalText(name: string): string | undefined {
    const value = this.optionalString(name);
    return value === undefined ? undefined : this.clean.text(value);
  }

  line(name: string, maxLength: number): string {
    return this.clean.line(this.string(name, maxLength));
  }

  optionalLine(name: string, maxLength: number): string | undefined {
    const value = this.optionalString(name, maxLength);
    return value === undefined ? undefined : this.clean.line(value);
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

  optionalLines(name: string, maxLength: number): string[] | undefined {
    return this.optionalItems(name, (line) => this.#readLine(line, maxLength));
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
