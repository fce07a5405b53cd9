import { failedStatus, Failure } from "./failure.ts";

/** A `Failure` that says why the port cannot be opened; an unknown error is returned as it is. */
export function listenFailure(error: unknown, host: string, port: number): unknown {
  const say = (text: string) => new Failure(failedStatus, text);
  if (error instanceof Deno.errors.AddrInUse) {
    return say(`Port ${port} is in use on ${host}: choose another with --port, or 0 for any`);
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return say(
      `Not allowed to open port ${port}: ports below 1024 need privileges; choose another`,
    );
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return say(`${host} is not an address of this machine: choose another with --host`);
  }
  // A name that cannot be resolved comes as a plain error.
  if (error instanceof Error) {
    return say(`Cannot listen on ${host}, port ${port}: ${error.message}`);
  }
  return error;
}
