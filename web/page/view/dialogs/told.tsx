import type { JSX } from "preact";
import { CopyButton } from "../../parts/copy_button.tsx";
import type { Answer } from "../../chat/answers.ts";
import type { Asked } from "./use_answers.ts";

/** What the server answered, in words. */
export function Told({ asked: { answers, askExposed } }: { readonly asked: Asked }): JSX.Element {
  const problem = answers.map(problemOf).find((each) => each !== undefined);
  const isExposed = answers.some((each) =>
    each.type === "notSent" && each.error.code === "not_encrypted"
  );
  return (
    <div class="answers">
      <div role="status">{answers.map(shown)}</div>
      {problem !== undefined && <p role="alert" class="problem">{problem}</p>}
      {isExposed && (
        <button type="button" class="button" onClick={askExposed}>Send it all the same</button>
      )}
    </div>
  );
}

export function problemOf(answer: Answer): string | undefined {
  if (answer.type === "error") return answer.message;
  return answer.type === "notSent" ? answer.error.message : undefined;
}

function shown(answer: Answer, _index: number, all: readonly Answer[]): JSX.Element | null {
  switch (answer.type) {
    case "invitation": {
      // As browsers reach the server: who has the page knows the way.
      const { origin } = location;
      const { hash } = new URL(answer.webLink ?? origin);
      const link = `${origin}/?invite=${answer.code}${hash}`;
      return (
        <p>
          <a href={link}>{link}</a> <CopyButton label="Copy the link" text={link} />
        </p>
      );
    }
    case "notice": {
      const has = (wanted: Answer["type"]) => all.some(({ type }) => type === wanted);
      if (has("invitation")) return null;
      // One fact a line.
      return <p dir="auto">{has("whois") ? answer.text.replaceAll("; ", "\n") : answer.text}</p>;
    }
    default:
      return null;
  }
}
