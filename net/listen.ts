type Listen = (options: { hostname: string; port: number }) => Deno.TcpListener;

export interface ListenAddress {
  /** `::` is all of IPv6 and IPv4. */
  readonly hostname: string;
  /** 0 is any that is free. */
  readonly port: number;
}

/** Why it cannot be listened on an address: `cause` is what `Deno.listen` threw. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(readonly address: ListenAddress, cause: unknown) {
    super(`Cannot listen on ${address.hostname}, port ${address.port}`, { cause });
  }
}

/** Listens on all of them, or on none and throws `ListenError`. What it gives is in their order. */
export function listenOnAll(
  addresses: readonly ListenAddress[],
): readonly (readonly [Deno.TcpListener, ...Deno.TcpListener[]])[] {
  const opened: (readonly [Deno.TcpListener, ...Deno.TcpListener[]])[] = [];
  for (const address of addresses) {
    try {
      opened.push(listen(address.hostname, address.port));
    } catch (error) {
      for (const listener of opened.flat()) listener.close();
      throw new ListenError(address, error);
    }
  }
  return opened;
}

/**
 * Listens on one address, or for `::` on all of IPv6 and IPv4; where IPv6 is missing, on all of IPv4. The first listener
 * has the port; a port of 0 is any that is free. Throws what `Deno.listen` does.
 */
export function listen(
  hostname: string,
  port: number,
  open: Listen = Deno.listen,
): readonly [Deno.TcpListener, ...Deno.TcpListener[]] {
  const first = openFirst(hostname, port, open);
  // Told as the system writes it: "0::0" is "::".
  if (first.addr.hostname !== "::") return [first];
  try {
    return [first, open({ hostname: "0.0.0.0", port: first.addr.port })];
  } catch {
    // On most systems "::" takes IPv4 too and so has this port already; or IPv4 is missing.
    return [first];
  }
}

function openFirst(hostname: string, port: number, open: Listen): Deno.TcpListener {
  try {
    return open({ hostname, port });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error &&
      (error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL");
    if (hostname !== "::" || !isMissing) throw error;
    return open({ hostname: "0.0.0.0", port });
  }
}
