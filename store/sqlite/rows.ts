import type { SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function integerOf(row: Row, column: string): number {
  const value = row[column];
  return typeof value === "number" ? value : unexpected(value, column, "a number");
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : unexpected(value, column, "text");
}

/** Undefined for NULL. */
export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** Undefined for NULL. */
export function optionalIntegerOf(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integerOf(row, column);
}

export function bytesOf(row: Row, column: string): Uint8Array<ArrayBuffer> {
  const value = row[column];
  return value instanceof Uint8Array ? new Uint8Array(value) : unexpected(value, column, "bytes");
}

/** The row of a statement that always has one. */
export function oneRow(statement: StatementSync, ...values: SQLInputValue[]): Row {
  const row = statement.get(...values);
  if (row === undefined) throw new Error("Cannot read from the history: a row is missing");
  return row;
}

function unexpected(value: SQLOutputValue | undefined, column: string, expected: string): never {
  const found = value === null ? "NULL" : typeof value;
  throw new TypeError(`Cannot read column "${column}": expected ${expected}, found ${found}`);
}
