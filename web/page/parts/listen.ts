/** Hears events until what it returns is called: for `useEffect()`. Names are of the window, and then of the document. */
export function listen(
  heard: () => void,
  ofWindow: readonly string[],
  ofDocument: readonly string[] = [],
): () => void {
  const all = [
    ...ofWindow.map((name) => [globalThis, name] as const),
    ...ofDocument.map((name) => [document, name] as const),
  ];
  for (const [target, name] of all) target.addEventListener(name, heard);
  return () => all.forEach(([target, name]) => target.removeEventListener(name, heard));
}
