import { isDeepStrictEqual } from "node:util";
import type { Address } from "../../cli/address.ts";
import { ClientError } from "../../client/client_error.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { canUseNodeOverStreams } from "../../helpers/can_use_node_over_streams.ts";
import { fingerprintOfPem } from "../../net/tls/fingerprint.ts";
import { HandshakeError } from "../../net/tls/handshake_error.ts";
import { reach, type Reached, RefusedServerError } from "../../net/tls/reach.ts";
import type { Expected } from "../../net/tls/next_step.ts";
import type { OpenTransport } from "../../net/transport.ts";
import { limits } from "../../protocol.ts";
import type { KnownServer, KnownServers } from "./known_servers.ts";
import {
  cannotEncrypt,
  describeFirstKey,
  describeNewKey,
  describeNotKept,
  describeRefusal,
} from "./describe_trust.ts";

type Tell = Parameters<OpenTransport>[1];

/** So often another client may keep something else meanwhile. */
const maxTries = 3;

/** Opens connections of one run of the client to a server, which has to prove each time what it has proven before. */
export class TrustedOpener {
  /** Also where it could not be kept. */
  #proven: KnownServer | undefined;
  /** What a person was told once, and need not be told again. */
  readonly #told = new Set<string>();

  constructor(
    private readonly address: Address,
    private readonly knownServers: Pick<KnownServers, "path" | "find" | "keep">,
    private readonly commandFor: (address: string) => string,
    /** Told, before anything is said to the server, what may mean that it is another one. */
    private readonly warn: (text: string) => void,
  ) {}

  /** Rejects with `ClientError`: `untrusted`, or `unreachable`; and with what `connectTcp` throws. */
  readonly open: OpenTransport = async (signal, tell) => {
    for (let tries = 1;; tries++) {
      const kept = this.#find();
      const reached = await this.#reach(expectedOf(kept, this.address.fingerprint), kept, signal);
      if (await this.#keep(reached, kept, tell)) return reached.transport;
      reached.transport.close();
      if (tries < maxTries) continue;
      throw new ClientError("untrusted", "others keep changing what is known of the server's key");
    }
  };

  /** What was proven in this run holds where nothing can be read. */
  #find(): KnownServer | undefined {
    try {
      return this.knownServers.find(this.address) ?? this.#proven;
    } catch (error) {
      if (this.#proven !== undefined || this.address.fingerprint !== undefined) return this.#proven;
      throw new ClientError("untrusted", reasonOf(error));
    }
  }

  async #reach(
    expected: Expected,
    kept: KnownServer | undefined,
    signal: AbortSignal,
  ): Promise<Reached> {
    try {
      return await reach(this.address, expected, limits.serverFrameBytes, signal);
    } catch (error) {
      if (error instanceof RefusedServerError) {
        const keptIn = this.knownServers.path;
        const { address, commandFor } = this;
        const about = { address, expected, kept, keptIn, nowMs: Date.now(), commandFor };
        throw new ClientError("untrusted", describeRefusal(error.refusal, about));
      }
      if (error instanceof HandshakeError) throw new ClientError("unreachable", error.message);
      throw error;
    }
  }

  /** False if meanwhile something else is known of the server. */
  async #keep(reached: Reached, kept: KnownServer | undefined, tell: Tell): Promise<boolean> {
    const { address } = this;
    const known = knownOf(reached);
    if (known === undefined) {
      if (!canUseNodeOverStreams(Deno.version.deno)) this.#tellOnce(tell, cannotEncrypt);
      return true;
    }
    let problem: string | undefined;
    try {
      if (!await this.knownServers.keep(address, known, kept)) return false;
    } catch (error) {
      problem = reasonOf(error);
    }
    this.#proven = known;
    // Where only the day of use is not kept, nothing is amiss.
    if (isDeepStrictEqual(known, kept)) return true;
    this.#tellOfKey(reached, known, kept, problem === undefined, tell);
    if (problem !== undefined) this.#tellOnce(tell, describeNotKept(address, known, problem));
    return true;
  }

  #tellOfKey(
    reached: Reached,
    known: KnownServer,
    kept: KnownServer | undefined,
    isKept: boolean,
    tell: Tell,
  ): void {
    if (known.by !== "key" || reached.by !== "key") return;
    const { address } = this;
    const { fingerprint } = known;
    if (kept === undefined && address.fingerprint === undefined) {
      this.#tellOnce(tell, describeFirstKey(address, fingerprint, isKept, reached.passedOver));
    } else if (kept !== undefined && !(kept.by === "key" && kept.fingerprint === fingerprint)) {
      this.#tellOnce(this.warn, describeNewKey(address, kept, fingerprint));
    }
  }

  #tellOnce(tell: Tell, text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    tell(text);
  }
}

/** A fingerprint in the address always binds. */
export function expectedOf(
  kept: KnownServer | undefined,
  fingerprint: string | undefined,
): Expected {
  if (fingerprint !== undefined) {
    const isKept = kept?.by === "key" && kept.fingerprint === fingerprint;
    return { type: "key", fingerprint, ...isKept && { certificate: kept.certificate } };
  }
  if (kept === undefined) return { type: "nothing" };
  if (kept.by === "authority") return { type: "authority" };
  return { type: "key", fingerprint: kept.fingerprint, certificate: kept.certificate };
}

function knownOf(reached: Reached): KnownServer | undefined {
  switch (reached.by) {
    case "nothing":
      return undefined;
    case "authority":
      return { by: "authority" };
    case "key": {
      const { certificate } = reached;
      return { by: "key", fingerprint: fingerprintOfPem(certificate), certificate };
    }
    default:
      return reached satisfies never;
  }
}
