/**
 * Whether the server gives out another version of the page than the one that runs: for after a connection that came
 * back. The page names its script and its styles by hashes of them, so it is enough to ask for the page again, which
 * the browser does by its ETag. `loaded`: those names, as `filesOf()` gives them. False where it cannot be known.
 */
export async function isOtherVersionServed(
  loaded: readonly string[],
  fetchPage: () => Promise<Response> = () => fetch("/", { cache: "no-cache" }),
): Promise<boolean> {
  try {
    const response = await fetchPage();
    if (!response.ok) return false;
    const page = await response.text();
    // A proxy's own page names none of ours; going to that one would lose what is shown.
    return /"\/main-[0-9a-f]{8}\.js"/.test(page) &&
      loaded.some((name) => !page.includes(`"${name}"`));
  } catch {
    return false;
  }
}

/** The script and the styles that the document was made with, by their paths. */
export function filesOf(document: Pick<Document, "querySelectorAll">): readonly string[] {
  const [scripts, styles] = [
    document.querySelectorAll<HTMLScriptElement>("script[src]"),
    document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'),
  ];
  return [...scripts, ...styles].flatMap((element) =>
    element.getAttribute("src") ?? element.getAttribute("href") ?? []
  );
}
