import { reasonOf } from "../../helpers/reason_of.ts";
import { dayOf } from "../../net/tls/certificate_facts.ts";
import {
  type AuthorityCertificate,
  type CertificateFiles,
  doubtsAbout,
  readCertificateFiles,
  shownNames,
  warning,
} from "./certificate_files.ts";
import type { Log } from "../../server/log.ts";

export interface CertificateWatchOptions {
  readonly files: CertificateFiles;
  /** What is in use. */
  readonly current: AuthorityCertificate;
  /** Milliseconds since the Unix epoch; the system's, if absent. */
  readonly clock?: () => number;
  /** Takes another into use. */
  readonly use: (pair: AuthorityCertificate) => void;
  readonly log: Log;
}

const everyMs = 10_000;

/**
 * Reads the files of a certificate again and again, by what is in them: programs that renew one write it anew, or lead
 * a link elsewhere, at any time stamp. Dispose it to end that; it keeps no process alive.
 */
export class CertificateWatch implements Disposable {
  #current: AuthorityCertificate;
  /** Why the files could not be used when they were last read; empty if they could. */
  #problem = "";
  #isTold = false;
  #isExpiryTold: boolean;
  readonly #clock: () => number;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: CertificateWatchOptions) {
    this.#current = options.current;
    this.#clock = options.clock ?? Date.now;
    this.#isExpiryTold = this.#isExpired();
    let isChecking = false;
    this.#timer = setInterval(async () => {
      // A file on a network may take its time.
      if (isChecking) return;
      isChecking = true;
      await this.check();
      isChecking = false;
    }, everyMs);
    Deno.unrefTimer(this.#timer);
  }

  /** Takes what is in the files into use, if that is another certificate that can be used. Never rejects. */
  async check(): Promise<void> {
    try {
      const read = await readCertificateFiles(this.options.files);
      this.#problem = "";
      const { key, certificate } = this.#current;
      if (read.key !== key || read.certificate !== certificate) this.#take(read);
    } catch (error) {
      this.#tell(reasonOf(error));
    }
    // A renewal that fails is told at the latest when the old one is of no use any more.
    if (this.#isExpired() && !this.#isExpiryTold) this.#tellDoubts();
  }

  #take(read: AuthorityCertificate): void {
    const { files, use, log } = this.options;
    use(read);
    this.#current = read;
    const file = JSON.stringify(files.certificate);
    const message = `The certificate in ${file} is another now, and in use: ${describe(read)}`;
    log({ event: "certificate", level: "info", message });
    this.#tellDoubts();
  }

  #isExpired(): boolean {
    return this.#clock() > this.#current.validToMs;
  }

  #tellDoubts(): void {
    const { files, log } = this.options;
    this.#isExpiryTold = this.#isExpired();
    doubtsAbout(this.#current, files, this.#clock()).forEach(log);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** Only what stays so: the two files are written one after the other. Once. */
  #tell(problem: string): void {
    const isSame = problem === this.#problem;
    if (!isSame) this.#isTold = false;
    this.#problem = problem;
    if (!isSame || this.#isTold) return;
    this.#isTold = true;
    this.options.log(warning(`The certificate from before stays in use. ${problem}`));
  }
}

function describe(read: AuthorityCertificate): string {
  return `for ${shownNames(read) || "no name"}, until ${dayOf(read.validToMs)}`;
}
