import type { JSX } from "preact";
import { CopyButton } from "../../parts/copy_button.tsx";
import type { Answer } from "../../chat/answers.ts";
import type { Asked } from "./use_answers.ts";

/** What the server answered, in words. */
export function Told({ asked: { answers } }: { readonly asked: Asked }): JSX.Element {
  const problem = answers.map(problemOf).find((each) => each !== undefined);
  return (
    <div class="answers">
      <div role="status">{answers.map(shown)}</div>
      {problem !== undefined && <p role="alert" class="problem">{problem}</p>}
    </div>
  );
}

function problemOf(answer: Answer): string | undefined {
  if (answer.type === "error") return answer.message;
  return answer.type === "notSent" ? answer.error.message : undefined;
}

function shown(answer: Answer, _index: number, all: readonly Answer[]): JSX.Element | null {
  switch (answer.type) {
    case "invitation": {
      // As browsers reach the server: who has the page knows the way.
      const room = /#.*/.exec(answer.webLink ?? "")?.[0] ?? "";
      const link = `${location.origin}/?invite=${encodeURIComponent(answer.code)}${room}`;
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
