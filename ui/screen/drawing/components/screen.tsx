import { Box } from "ink";
import type { ReactElement } from "react";
import type { CompletionChoice, ScreenView } from "../screen_view.ts";
import { Border } from "./border.tsx";
import { CompletionList } from "./completion_list.tsx";
import { ConversationList } from "./conversation_list.tsx";
import { InputArea } from "./input_area.tsx";
import { MainPane } from "./main_pane.tsx";
import { MemberList } from "./member_list.tsx";
import { StatusLine } from "./status_line.tsx";

const noCompletions: CompletionChoice = { choices: [], selected: -1 };

/** A whole frame: `layout.rows` rows of at most `layout.columns` columns. */
export function Screen({ view }: { view: ScreenView }): ReactElement {
  const { theme, layout, completions = noCompletions } = view;
  return (
    <Box flexDirection="column" width={layout.columns} height={layout.rows}>
      <Panes view={view} />
      <CompletionList area={layout.completion} completions={completions} theme={theme} />
      <StatusLine area={layout.status} status={view.status} theme={theme} />
      <InputArea area={layout.input} input={view.input} theme={theme} />
    </Box>
  );
}

/** What stands side by side. */
function Panes({ view }: { view: ScreenView }): ReactElement {
  const { theme, layout, conversations, members, main } = view;
  const { rows } = layout.main;
  return (
    <Box flexShrink={0} height={rows}>
      {layout.list !== undefined && (
        <>
          <ConversationList area={layout.list} conversations={conversations} theme={theme} />
          <Border rows={rows} theme={theme} />
        </>
      )}
      <MainPane area={layout.main} rows={main} />
      {layout.members !== undefined && (
        <>
          <Border rows={rows} theme={theme} />
          <MemberList area={layout.members} members={members} theme={theme} />
        </>
      )}
    </Box>
  );
}
