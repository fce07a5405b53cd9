/** The most names in a cache, which is emptied at the bound. */
const maxCached = 20_000;

/** Keeps what was found for names. */
export class NameCache<Found> {
  readonly #cached = new Map<string, Found>();

  constructor(private readonly find: (name: string) => Found) {}

  get(name: string): Found {
    const cached = this.#cached.get(name);
    if (cached !== undefined) return cached;
    const found = this.find(name);
    if (this.#cached.size >= maxCached) this.clear();
    this.#cached.set(name, found);
    return found;
  }

  /** To be called after a rollback: what was found may be what the transaction made. */
  clear(): void {
    this.#cached.clear();
  }
}
