import { type ComponentType, createContext, type JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { AnswerDialogProps } from "./dialogs/answer_dialog.tsx";
import type { GoDialogProps } from "./dialogs/go_dialog.tsx";
import type { OrderDialogProps } from "./dialogs/order_dialog.tsx";
import type { RoomDialogProps } from "./dialogs/room_dialog.tsx";
import type { SubjectMenuProps } from "./menus/subject_menu.tsx";
import type { NoWritingProps } from "./writing/no_writing.tsx";
import type { GoodbyeProps } from "./shell/goodbye.tsx";

interface Closable {
  readonly onClose: () => void;
}

/** What each of them is given. */
interface PartProps {
  readonly AnswerDialog: AnswerDialogProps;
  readonly ChatDialogs: object;
  readonly Goodbye: GoodbyeProps;
  readonly GoDialog: GoDialogProps;
  readonly NoWriting: NoWritingProps;
  readonly OrderDialog: OrderDialogProps;
  readonly RoomDialog: RoomDialogProps;
  readonly SearchPanel: object;
  readonly SettingsDialog: Closable;
  readonly ShareDialog: Closable;
  readonly SubjectMenu: SubjectMenuProps;
}

type Parts = { readonly [Name in keyof PartProps]: ComponentType<PartProps[Name]> };

/** Rejects where it cannot be fetched: there is no connection, or the server has another version of the page. */
export type LoadParts = () => Promise<Parts>;

/** Components that are not needed at once: fetched, all together, when one of them is first shown. */
export class PartsOnDemand {
  /** Undefined until they are here. */
  loaded: Parts | undefined;

  constructor(private readonly loadParts: LoadParts) {}

  /** Rejects as it does. May be asked again. */
  async load(): Promise<void> {
    this.loaded ??= await this.loadParts();
  }
}

export const PartsContext = createContext<PartsOnDemand | undefined>(undefined);

export const AnswerDialog = onDemand("AnswerDialog");
export const ChatDialogs = onDemand("ChatDialogs");
export const Goodbye = onDemand("Goodbye");
export const GoDialog = onDemand("GoDialog");
export const NoWriting = onDemand("NoWriting");
export const OrderDialog = onDemand("OrderDialog");
export const RoomDialog = onDemand("RoomDialog");
export const SearchPanel = onDemand("SearchPanel");
export const SettingsDialog = onDemand("SettingsDialog");
export const ShareDialog = onDemand("ShareDialog");
export const SubjectMenu = onDemand("SubjectMenu");

/** The component of that name: nothing until it is here, or why it cannot be. */
function onDemand<Name extends keyof PartProps>(
  name: Name,
): (props: PartProps[Name]) => JSX.Element | null {
  return (props) => {
    const parts = useContext(PartsContext);
    const [state, setState] = useState<"waiting" | "here" | "failed">("waiting");
    useEffect(() => {
      if (parts?.loaded === undefined) {
        parts?.load().then(() => setState("here"), () => setState("failed"));
      }
    }, []);
    const Part: ComponentType<PartProps[Name]> | undefined = parts?.loaded?.[name];
    if (Part !== undefined) return <Part {...props} />;
    return state === "failed" ? <LoadFailure /> : null;
  };
}

function LoadFailure(): JSX.Element {
  return (
    <div class="load-failure" role="alert">
      This part of the page cannot be fetched now.
      <button type="button" class="button" onClick={() => location.reload()}>
        Reload the page
      </button>
    </div>
  );
}
