import type { JSX } from "preact";
import { Dialog } from "../../parts/layers/dialog.tsx";
import type { HelpSection } from "./help_sections.ts";

export interface HelpDialogProps {
  readonly title: string;
  readonly sections: readonly HelpSection[];
  readonly onClose: () => void;
}

/** What there is, and what each does. */
export function HelpDialog({ title, sections, onClose }: HelpDialogProps): JSX.Element {
  return (
    <Dialog title={title} onClose={onClose}>
      {sections.map(({ title, entries }) => (
        <section key={title} class="help" aria-label={title} tabIndex={0}>
          <h3>{title}</h3>
          <dl>
            {entries.map(({ what, summary }) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{summary}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
