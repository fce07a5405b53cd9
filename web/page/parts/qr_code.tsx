import type { JSX } from "preact";

export interface QrCodeProps {
  readonly text: string;
  /** What scanning it gives. */
  readonly label: string;
}

/** Drawn by the server, dark on light in every theme, as cameras expect. */
export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  return <img class="qr-code" src={`/qr.svg?text=${encodeURIComponent(text)}`} alt={label} />;
}
