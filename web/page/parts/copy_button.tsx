import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { copyText } from "./copy_text.ts";
import { IconButton } from "./icon_button.tsx";

export interface CopyButtonProps {
  /** Such as "Copy the address". */
  readonly label: string;
  readonly text: string;
}

type Outcome = "copied" | "selected" | undefined;

/** How long a button says that it copied, in milliseconds. */
const shownFor = 2_000;

/** Where the browser lets no page copy, the text is shown, selected, to be copied by hand. */
export function CopyButton({ label, text }: CopyButtonProps): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    if (place.current === null) return;
    setOutcome(await copyText(text, place.current) ? "copied" : "selected");
  };
  return (
    <span ref={place} class="copy">
      <IconButton icon={outcome === "copied" ? "check" : "copy"} label={label} onClick={copy} />
      <span class="unseen" role="status">{outcome === "copied" && "Copied"}</span>
      {outcome === "selected" && <ToCopy text={text} />}
    </span>
  );
}

function ToCopy({ text }: { readonly text: string }): JSX.Element {
  const source = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    source.current?.focus();
    source.current?.select();
  }, []);
  return <textarea ref={source} readOnly rows={2} aria-label="To copy by hand" value={text} />;
}
