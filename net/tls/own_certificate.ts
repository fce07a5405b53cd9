/** A private key and what is shown of it, each as PEM; a certificate of an authority with those that lead there. */
export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

/**
 * The only name in a server's own certificate, and what a client asks for who checks the server's own key. No authority
 * vouches for a name that ends so (RFC 6761, 6.4), so the key alone decides, wherever the server is.
 */
export const ownKeyName = "chatroom.invalid";

/** A new key, and a certificate of its own for it. The certificate has no end: no clock decides about it. */
export async function makeOwnCertificate(): Promise<KeyPair> {
  // Loaded only where there is no key yet.
  const { generate } = await import("selfsigned");
  const { private: key, cert: certificate } = await generate(
    [{ name: "commonName", value: "chatroom" }],
    {
      keyType: "ec",
      curve: "P-256",
      algorithm: "sha256",
      notBeforeDate: new Date(0),
      // RFC 5280, 4.1.2.5: of what has no well-defined end.
      notAfterDate: new Date("9999-12-31T23:59:59Z"),
      extensions: [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: [{ type: 2, value: ownKeyName }] },
      ],
    },
  );
  return { key, certificate };
}
