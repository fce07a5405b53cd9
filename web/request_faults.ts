import type { IncomingMessage } from "node:http";
import { type Answer, textAnswer } from "./answer.ts";
import { type HostCheck, hostNameIn } from "./host_check.ts";

/** A request as far as all routes agree on it. */
export interface Target {
  /** Without the query. */
  readonly path: string;
  readonly query: string;
}

/** Where a request is to go, or what to answer if it is none that any route takes. */
export function readRequest(
  request: IncomingMessage,
  { hosts, maxHeaders }: { readonly hosts: HostCheck; readonly maxHeaders: number },
): Target | Answer {
  const { method = "", url = "", httpVersion, headers, headersDistinct, rawHeaders } = request;
  if (httpVersion !== "1.1" && httpVersion !== "1.0") return wrongVersion;
  // Node leaves out what is beyond the bound.
  if (rawHeaders.length / 2 > maxHeaders) return tooManyHeaders;
  if (method !== "GET" && method !== "HEAD") return wrongMethod;
  if (hasBody(headers)) return textAnswer(413, "A GET or HEAD has no content here");
  const { host: given = [] } = headersDistinct;
  // HTTP/1.0 knows no Host; what sends none is no browser.
  if (given.length > 1 || (given.length === 0 && httpVersion === "1.1")) return wrongHost;
  const target = readTarget(url, given[0]);
  if (target === undefined) return textAnswer(400, "The target of the request is no path");
  const { host, path, query } = target;
  if (host === undefined) return { path, query };
  const name = hostNameIn(host);
  if (name === undefined) return wrongHost;
  return hosts.allows(name) ? { path, query } : foreignHost(name);
}

/** Of a connection. The first line: as far as is known. */
export type FaultyPlace = "first line" | "first request" | "later request";

/** What to answer to bytes that are no request, by what Node's parser says of them. */
export function answerToFault(
  { code, message }: NodeJS.ErrnoException,
  place: FaultyPlace,
): Answer {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      if (place === "first line") return textAnswer(414, "The target of the request is too long");
      return textAnswer(431, "The request's line and header fields are longer than is allowed");
    case "HPE_INVALID_VERSION":
      return message.includes("CRLF") ? badRequest : wrongVersion;
    case "HPE_INVALID_METHOD":
      // Behind a request it may be anything.
      return place === "later request" ? badRequest : unknownMethod;
    default:
      return badRequest;
  }
}

const allow = { Allow: "GET, HEAD" };
export const wrongMethod: Answer = textAnswer(405, "Only GET and HEAD are allowed here", allow);
const unknownMethod = textAnswer(501, "No such method is known; GET and HEAD are", allow);
const badRequest = textAnswer(400, "This is no request of HTTP/1.1 that can be understood");
const tooManyHeaders = textAnswer(431, "The request has more header fields than are allowed");
const wrongHost = textAnswer(400, "The request must name one host, in one Host field");
export const wrongVersion: Answer = textAnswer(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here");

/** `name` has nothing in it but letters, digits, hyphens, dots and underscores. */
function foreignHost(name: string): Answer {
  const text =
    `This server is not known by the name ${name}: go to its address, or ask whoever runs ` +
    `it to start it with --allow-host ${name}`;
  return textAnswer(421, text);
}

/** One that is named, however long it is (RFC 9112, 6). */
function hasBody(headers: IncomingMessage["headers"]): boolean {
  const { "content-length": length = "0", "transfer-encoding": coding } = headers;
  return coding !== undefined || Number(length) !== 0;
}

/** A target of either form (RFC 9112, 3.2.1 and 3.2.2): in the absolute one the host stands, and Host does not count. */
function readTarget(url: string, host: string | undefined): Target & { host?: string } | undefined {
  const form = /^(?:https?:\/\/(?<authority>[^/?#]*))?(?<path>\/[^?#]*)?(?:\?(?<query>[^#]*))?$/i;
  const { groups } = form.exec(url) ?? {};
  if (groups === undefined) return undefined;
  const { authority, path = authority === undefined ? "" : "/", query = "" } = groups;
  return path === "" ? undefined : { path, query, host: authority ?? host };
}
