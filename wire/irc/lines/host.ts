export interface UserHost {
  readonly nick: string;
  /** Empty where there is none, as the host. */
  readonly user: string;
  readonly host: string;
}

/** The parts of `nick!user@host`, of which any but the first may be missing. */
export function splitUserHost(source: string): UserHost {
  const at = source.lastIndexOf("@");
  const [rest, host] = at < 0 ? [source, ""] : [source.slice(0, at), source.slice(at + 1)];
  const mark = rest.indexOf("!");
  return mark < 0
    ? { nick: rest, user: "", host }
    : { nick: rest.slice(0, mark), user: rest.slice(mark + 1), host };
}
