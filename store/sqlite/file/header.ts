import { damaged, newer } from "./failures.ts";
import { applicationId, schemaVersion } from "./migrate.ts";
import { type Paths, sizeOf } from "./paths.ts";

const headerBytes = 100;
const magic = "SQLite format 3\0";
/** A log that has no change in it is as long as its own header, or empty. */
const emptyLogBytes = 32;

/**
 * Looks at a history's first bytes, before SQLite opens it and might write to it. Throws a `StoreError` if this
 * program must not touch it. See https://www.sqlite.org/fileformat2.html#the_database_header.
 */
export function checkHeader({ history: path, log }: Paths): void {
  using file = Deno.openSync(path);
  const bytes = new Uint8Array(headerBytes);
  for (let length = 0; length < headerBytes;) {
    const read = file.readSync(bytes.subarray(length));
    if (read === null) throw damaged(path, `it ends after ${length} bytes`);
    length += read;
  }
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) {
    throw damaged(path, "it is not a SQLite database");
  }
  const view = new DataView(bytes.buffer);
  if (view.getUint32(68) !== applicationId) {
    throw damaged(path, "it is another program's database, not a chatroom's history");
  }
  const version = view.getUint32(60);
  if (version > schemaVersion) throw newer(path, version, schemaVersion);
  const expectedBytes = pageBytesOf(view) * view.getUint32(28);
  const { size } = file.statSync();
  // After a crash the log may have the pages that the file lacks.
  if (size < expectedBytes && sizeOf(log) <= emptyLogBytes) {
    throw damaged(path, `it has ${size} bytes of ${expectedBytes}`);
  }
}

function pageBytesOf(header: DataView): number {
  const pageBytes = header.getUint16(16);
  return pageBytes === 1 ? 65_536 : pageBytes;
}
