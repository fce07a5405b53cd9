/** Reads one environment variable; undefined if it is not set. */
export type Env = (name: string) => string | undefined;
