import type { JSX } from "preact";
import { CopyButton } from "../../parts/copy_button.tsx";
import { QrCode } from "../../parts/qr_code.tsx";
import { useOrigins } from "./use_origins.ts";

export interface SharedAddressProps {
  /** Behind the first slash. */
  readonly path: string;
}

/** An address of the page that others can come by, as a link, as a text and as a QR code. */
export function SharedAddress({ path }: SharedAddressProps): JSX.Element {
  const addresses = useOrigins().map((origin) => `${origin}/${path}`);
  const [best] = addresses;
  return (
    <>
      {addresses.map((address) => (
        <p key={address}>
          <a href={address}>{address}</a> <CopyButton label={`Copy ${address}`} text={address} />
        </p>
      ))}
      {best !== undefined && <QrCode text={best} label={`QR code of ${best}`} />}
    </>
  );
}
