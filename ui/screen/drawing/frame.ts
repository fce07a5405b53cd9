import { completionRows } from "./completion_list.ts";
import { conversationRows } from "./conversation_list.ts";
import type { Area } from "./layout.ts";
import { memberRows } from "./member_list.ts";
import type { ScreenView } from "./screen_view.ts";
import { statusText } from "./status_text.ts";
import { textWidth } from "../../text_width.ts";

/** The whole screen: `layout.rows` rows, none wider than `layout.columns`. */
export function frameRows(view: ScreenView): string[] {
  const { theme, layout, completions, status, input } = view;
  const { completion, status: { columns } } = layout;
  return [
    ...sideBySide(view),
    ...filled(completions ? completionRows(completions, completion, theme) : [], completion),
    ...filled([statusText(status, columns, theme)], layout.status),
    ...filled(input.rows.map(({ lead, text }) => theme.paint("prompt", lead) + text), layout.input),
  ];
}

/** The rows of the panes side by side, with a border between them. No row is wider than its pane. */
function sideBySide({ theme, layout, conversations, members, main }: ScreenView): string[] {
  const { list, main: middle, members: side } = layout;
  const panes = [
    ...list === undefined ? [] : [pane(conversationRows(conversations, list, theme), list)],
    pane(main, middle),
    ...side === undefined ? [] : [pane(memberRows(members, side, theme), side)],
  ];
  const border = theme.paint("border", "│");
  return Array.from(
    { length: middle.rows },
    (_, row) =>
      panes.map(({ rows, columns }, index) => {
        const text = rows[row] ?? "";
        return index === panes.length - 1 ? text : padded(text, columns);
      }).join(border),
  );
}

function pane(rows: readonly string[], { columns }: Area) {
  return { rows, columns };
}

function padded(row: string, columns: number): string {
  return row + " ".repeat(Math.max(0, columns - textWidth(row)));
}

/** As many rows as the area has, the last of them blank if there are fewer. */
function filled(rows: readonly string[], area: Area): string[] {
  return Array.from({ length: area.rows }, (_, row) => rows[row] ?? "");
}
