import { useEffect } from "preact/hooks";

/** On phones whose keyboard lies over the page, the page is as high as what is left. Who has zoomed in is let be. */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const seen = visualViewport;
    if (seen === null) return;
    const fit = () => {
      document.body.style.blockSize = seen.scale === 1 ? `${seen.height}px` : "";
      if (seen.scale === 1) scrollTo(0, 0);
    };
    seen.addEventListener("resize", fit);
    return () => seen.removeEventListener("resize", fit);
  }, []);
}
