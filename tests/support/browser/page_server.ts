const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; img-src *; connect-src *; script-src 'nonce-own'",
};

/** One page of HTML, with scripts that have the nonce `own`. */
export class PageServer implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor(html: string) {
    const where = { hostname: "127.0.0.1", port: 0, onListen() {} };
    this.#server = Deno.serve(where, () => new Response(html, { headers }));
  }

  get port(): number {
    return this.#server.addr.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}
