/** Answers over HTTP, by route and status. A route is one of the server's own table, never a path that was asked for. */
export class HttpCounts {
  readonly #counts = new Map<string, Map<number, number>>();

  add(route: string, status: number): void {
    const statuses = this.#counts.get(route) ?? new Map<number, number>();
    this.#counts.set(route, statuses.set(status, (statuses.get(status) ?? 0) + 1));
  }

  *[Symbol.iterator](): Iterator<readonly [route: string, status: number, count: number]> {
    for (const [route, statuses] of this.#counts) {
      for (const [status, count] of statuses) yield [route, status, count];
    }
  }
}
