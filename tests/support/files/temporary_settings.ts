import assert from "node:assert/strict";
import { dataDirectory } from "../../../subcommands/directories.ts";

/** A place for the settings and the data of a program, so that a test leaves nothing in the home of whoever runs it. */
export class TemporarySettings implements Disposable {
  readonly path: string = Deno.makeTempDirSync();

  /** The variables by which programs look for it, on each system. */
  get env(): Readonly<Record<string, string>> {
    const data = `${this.path}/data`;
    const variables = {
      ...{ XDG_CONFIG_HOME: this.path, APPDATA: this.path },
      ...{ XDG_DATA_HOME: data, LOCALAPPDATA: data },
    };
    if (Deno.build.os !== "darwin") return variables;
    // There the home alone tells, and Deno's own cache is in it too.
    const cache = Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/Library/Caches/deno`;
    return { ...variables, HOME: this.path, DENO_DIR: cache };
  }

  /** Where a server keeps what it keeps, unless it is told. */
  get data(): string {
    const directory = dataDirectory((name) => this.env[name], Deno.build.os);
    assert.ok(directory !== undefined);
    return directory;
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}
