import type { InputContent } from "./input_layout.ts";
import { type PasteQuestion, questionTexts } from "./paste_question.ts";
import type { Writing } from "./writing.ts";
import { textWidth } from "../text_width.ts";

export interface InputRoom {
  readonly columns: number;
  /** At most. */
  readonly rows: number;
}

/** What stands in the input, which has room for so much: the draft, or what is asked or searched. */
export function describeInput(writing: Writing, place: string, room: InputRoom): InputContent {
  const { draft, mode } = writing;
  const written = (prompt: string, text: string, cursor: number) => {
    const before = writing.shown(text.slice(0, cursor));
    return { prompt, text: before + writing.shown(text.slice(cursor)), cursor: before.length };
  };
  switch (mode.type) {
    case "plain":
    case "completing":
      return written(`${place}> `, draft.text, draft.cursor);
    case "searching": {
      const { query, found, isFailing } = mode;
      const prompt = `search "${query}"${isFailing ? ": nothing" : ""}> `;
      return written(prompt, found?.text ?? "", found?.start ?? 0);
    }
    case "asking":
      return describeQuestion(mode, `${place}> `, room);
    default:
      return mode satisfies never;
  }
}

/** The longest question that is seen whole, its cursor included. */
function describeQuestion(
  question: PasteQuestion,
  prompt: string,
  { columns, rows }: InputRoom,
): InputContent {
  const [whole, ...brief] = questionTexts(question);
  const isRoomy = textWidth(whole) < (columns - textWidth(prompt)) * rows;
  if (isRoomy) return { prompt, text: whole, cursor: whole.length };
  const text = brief.find((each) => textWidth(each) < columns) ?? brief.at(-1) ?? whole;
  return { prompt: "", text, cursor: text.length };
}
