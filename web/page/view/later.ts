/**
 * What is loaded when it is first shown. The bundler cuts by who needs what: since the start is named here too, all that
 * is needed at once stays in one piece, which weighs less than two.
 */

export { start } from "../start.tsx";
export { AnswerDialog } from "./dialogs/answer_dialog.tsx";
export { GoDialog } from "./dialogs/go_dialog.tsx";
export { OrderDialog } from "./dialogs/order_dialog.tsx";
export { RoomDialog } from "./dialogs/room_dialog.tsx";
export { SubjectMenu } from "./menus/subject_menu.tsx";
export { Goodbye } from "./shell/goodbye.tsx";
export { SettingsDialog } from "./shell/settings_dialog.tsx";
export { ShareDialog } from "./shell/share_dialog.tsx";
export { SearchPanel } from "./talk/search_panel.tsx";
export { NoWriting } from "./writing/no_writing.tsx";
export { ChatDialogs } from "./writing/chat_dialogs.tsx";
