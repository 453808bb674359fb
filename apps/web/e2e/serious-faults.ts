import type { Page } from "@playwright/test";
import axe from "axe-core";
import { showIn } from "./show-in.ts";

/** All that may differ between two looks at one page in other colours. */
const BY_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * What keeps people from using what the page shows now, as axe sees it in both themes: the rule and where. A page says the
 * same in both, so in the dark one only what goes by colour is asked.
 *
 * @param within a part of the page, as a CSS selector; all of it where absent
 */
export async function seriousFaults(page: Page, within?: string): Promise<readonly string[]> {
  // Once for each document, and not for each look: it is half a megabyte.
  if (!(await page.evaluate(() => Reflect.has(window, "axe")))) await page.evaluate(axe.source);
  await showIn(page, "dark");
  const dark = await faultsOf(page, { within, rules: BY_COLOUR });
  await showIn(page, "light");
  const light = await faultsOf(page, { within });
  return [...light, ...dark.map((fault) => `in the dark, ${fault}`)];
}

async function faultsOf(
  page: Page,
  asked: { readonly within?: string | undefined; readonly rules?: readonly string[] },
): Promise<readonly string[]> {
  return page.evaluate(async ({ within, rules }) => {
    const { run }: typeof axe = Reflect.get(window, "axe");
    // What passes is not listed: that is most of what a look costs.
    const { violations } = await run(within ?? document, {
      resultTypes: ["violations"],
      ...(rules === undefined ? {} : { runOnly: { type: "rule", values: [...rules] } }),
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")}`));
  }, asked);
}
