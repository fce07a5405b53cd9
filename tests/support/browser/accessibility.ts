import axe from "axe-core";
import type { Page } from "playwright-core";

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * The page as it is now breaks no rule of axe-core: those of WCAG 2.2 AA and its best practices. Rejects with each
 * that it breaks, and where.
 */
export async function assertAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe.source);
  const findings: readonly Finding[] = await page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  if (findings.length > 0) throw new Error(findings.map(described).join("\n"));
}

function described({ id, help, nodes }: Finding): string {
  const places = nodes.map(({ html, failureSummary = "" }) => `  ${html}\n    ${failureSummary}`);
  return [`${id}: ${help}`, ...places].join("\n");
}
