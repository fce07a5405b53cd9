import { STATUS_CODES } from "node:http";
import { concatenate } from "../helpers/concatenate.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** What is answered to a request, but for what stands in every answer. */
export interface Answer {
  /** RFC 9110, 15. */
  readonly status: number;
  readonly headers?: HeaderFields;
  readonly body?: Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();

/** One for a person: a line of text. */
export function textAnswer(
  status: number,
  text: string,
  headers: HeaderFields = {},
): Answer {
  return {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", ...headers },
    body: encoder.encode(`${text}\n`),
  };
}

/** All header fields of an answer, in order. */
export function headersOf(
  { status, headers, body }: Answer,
  fixed: HeaderFields,
): HeaderFields {
  // RFC 9110, 8.6: a 304 would tell the length of what it stands for.
  const length: HeaderFields = status === 304
    ? {}
    : { "Content-Length": String(body?.length ?? 0) };
  return { ...fixed, ...headers, ...length };
}

/** The bytes of an answer that is the last of its connection (RFC 9112, 2.1). */
export function formatLastAnswer(
  answer: Answer,
  fixed: HeaderFields,
): Uint8Array {
  const { status, body } = answer;
  const headers = {
    ...headersOf(answer, fixed),
    Date: new Date().toUTCString(),
    Connection: "close",
  };
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const bytes = encoder.encode(`${head.join("\r\n")}\r\n\r\n`);
  return body === undefined ? bytes : concatenate([bytes, body]);
}
