import type { ServerCommandLine } from "../../cli/server_options.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import type { Log, LogRecord } from "../../server/log.ts";
import { canUseNodeOverStreams } from "../../helpers/can_use_node_over_streams.ts";
import type { Server } from "../../server.ts";
import type { TlsOptions } from "../../server/server_options.ts";
import { historyDirectory, madeHistoryDirectory } from "../directories.ts";
import { Failure, usageStatus } from "../failure.ts";
import {
  type AuthorityCertificate,
  type CertificateFiles,
  doubtsAbout,
  readCertificateFiles,
} from "./certificate_files.ts";
import { CertificateWatch } from "./certificate_watch.ts";
import { hasOwnKey, openOwnKey, openOwnKeyOrGoOn } from "./own_key.ts";

/** What the options say of encryption, as far as it is known before anything is opened. */
export interface TlsPlan {
  readonly mode: ServerCommandLine["tls"];
  readonly authority?: { readonly files: CertificateFiles; readonly read: AuthorityCertificate };
  readonly told: readonly LogRecord[];
}

/** Checks the options, and reads the files of `--cert` and `--key`. Throws `Failure`. */
export async function planTls(
  { tls: mode, cert, key, hsts }:
    & Pick<ServerCommandLine, "tls" | "cert" | "key">
    & Partial<Pick<ServerCommandLine, "hsts">>,
  { isPossible = canUseNodeOverStreams(Deno.version.deno), nowMs = Date.now() } = {},
): Promise<TlsPlan> {
  const refuse = (problem: string) => new Failure(usageStatus, problem);
  if ((cert === undefined) !== (key === undefined)) {
    throw refuse("--cert and --key go together: give the certificate's file and its key's");
  }
  const files = cert !== undefined && key !== undefined ? { certificate: cert, key } : undefined;
  if (mode === "off" && files !== undefined) throw refuse("--cert is of no use with --tls off");
  if (hsts === true && files === undefined) {
    const problem =
      "--hsts needs --cert: a browser that is bound to https takes no other certificate";
    throw refuse(`${problem} than an authority's`);
  }
  if (mode !== "off" && !isPossible) {
    if (files !== undefined || mode === "required") {
      throw refuse(`${noTls}: leave --tls required, --cert and --key out, or take a newer one`);
    }
    const message = `${noTls}: nothing is encrypted`;
    return { mode: "off", told: [{ event: "no_encryption", level: "warning", message }] };
  }
  if (files === undefined) return { mode, told: [] };
  try {
    const read = await readCertificateFiles(files);
    return { mode, authority: { files, read }, told: doubtsAbout(read, files, nowMs) };
  } catch (error) {
    throw refuse(reasonOf(error));
  }
}

const noTls = `TLS is not to be had with the Deno ${Deno.version.deno} in this program`;

export interface OpenedTls {
  /** Undefined where nothing is encrypted. */
  readonly tls: TlsOptions | undefined;
  readonly told: readonly LogRecord[];
}

const refusedByKnown: LogRecord = {
  event: "no_encryption",
  level: "warning",
  message:
    "This server has a key, and nothing is encrypted now: clients that know the key refuse it",
};

/** With the server's own key, which is made if there is none yet. Throws `Failure`. */
export async function openServerTls(
  { mode, authority, told }: TlsPlan,
  { data, memory }: Pick<ServerCommandLine, "data" | "memory">,
): Promise<OpenedTls> {
  if (mode === "off") {
    const isKnown = hasOwnKey(() => historyDirectory(data));
    return { tls: undefined, told: isKnown ? [...told, refusedByKnown] : told };
  }
  const own = memory
    ? await openOwnKeyOrGoOn(() => madeHistoryDirectory(data))
    : await openOwnKey(historyDirectory(data));
  const tls = { own: own.pair, authority: authority?.read, required: mode === "required" };
  return { tls, told: [...own.told, ...told] };
}

/** Has the server use what is in the files of `--cert` and `--key`, whenever that changes. Undefined without such. */
export function watchCertificate(
  { authority }: TlsPlan,
  server: Pick<Server, "useCertificate">,
  log: Log,
): CertificateWatch | undefined {
  if (authority === undefined) return undefined;
  const { files, read } = authority;
  return new CertificateWatch({
    ...{ files, current: read, log },
    use: (pair) => server.useCertificate(pair),
  });
}
