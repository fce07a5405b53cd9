import type { Appended, Entry, EntryDraft, Store } from "../../store/store.ts";

/** A draft of something said in "lobby" by ann at 1000. */
export function draft(about: Partial<EntryDraft> = {}): EntryDraft {
  const ann = { from: "ann", identity: "identity-of-ann" };
  return { room: "lobby", ts: 1000, text: "hi", kind: "text", ...ann, ...about };
}

/** Drafts in one room, of these texts. */
export function drafts(texts: readonly string[], about: Partial<EntryDraft> = {}): EntryDraft[] {
  return texts.map((text) => draft({ ...about, text }));
}

export async function appendOne(store: Store, about: Partial<EntryDraft> = {}): Promise<Appended> {
  const [appended, ...others] = await store.append([draft(about)]);
  if (appended === undefined || others.length > 0) throw new Error("Expected one result a draft");
  return appended;
}

export function texts(entries: readonly Entry[]): string[] {
  return entries.map(({ text }) => text);
}

/** "0", "1", ... to below `count`. */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}
