/** Methods that are known wherever HTTP is (RFC 9110, 9; WebDAV: RFC 4918, 9). */
const methods =
  "CONNECT|COPY|DELETE|GET|HEAD|LOCK|MKCOL|MOVE|OPTIONS|PATCH|POST|PROPFIND|PROPPATCH|PUT|TRACE|UNLOCK";

/**
 * A request's line (RFC 9112, 3), as far as nobody writes that to people. Empty lines may stand before it (2.2); one with
 * more than one blank is refused as HTTP, and not said in a room.
 */
const knownMethod = new RegExp(
  `^(?:\\r?\\n)*(?:${methods})[ \\t]+(?:/|\\*(?: |\\r?\\n)|https?:|\\S+[ \\t]+HTTP/)`,
);
/** With any other method (RFC 9110, 5.6.2), but HTTP/2, which begins as if it had one (RFC 9113, 3.4). */
const anyMethod = /^(?:\r?\n)*(?!PRI )[\w!#$%&'*+.^`|~-]+[ \t]+\S+[ \t]+HTTP\/\d/;

/** Whether a client that begins so speaks HTTP/1. Undefined until that can be told: once its first line is there. */
export function tellHttp(firstBytes: Uint8Array): boolean | undefined {
  const beginning = String.fromCharCode(...firstBytes);
  if (knownMethod.test(beginning) || anyMethod.test(beginning)) return true;
  return beginning.trimStart().includes("\n") ? false : undefined;
}
