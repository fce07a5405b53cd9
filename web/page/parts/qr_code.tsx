import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { QrPath } from "./qr_path.ts";

export interface QrCodeProps {
  readonly text: string;
  /** What scanning it gives. */
  readonly label: string;
}

/** Dark on light in every theme, as cameras expect. What draws it is loaded when the first one is shown. */
export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const [drawn, setDrawn] = useState<QrPath>();
  useEffect(() => {
    let isWanted = true;
    import("./qr_path.ts").then(
      ({ qrPath }) => isWanted && setDrawn(qrPath(text)),
      () => {/* The server is away; the address is written beside it. */},
    );
    return () => isWanted = false;
  }, [text]);
  const { size, path } = drawn ?? { size: 1, path: "" };
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
