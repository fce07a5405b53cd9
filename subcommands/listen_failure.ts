import { failedStatus, Failure } from "./failure.ts";

/** What a person is told when the port cannot be opened. Gives back what it does not know. */
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
