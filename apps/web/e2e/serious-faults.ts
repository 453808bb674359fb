import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { showIn } from "./show-in.ts";

/** All that may differ between two looks at one page in other colours. */
const BY_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * What keeps people from using what the page shows now, as axe sees it in both themes: the rule and where. A page says the
 * same in both, so in the dark one only what goes by colour is asked.
 */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await showIn(page, "dark");
  const dark = await faultsOf(look(page).withRules(BY_COLOUR));
  await showIn(page, "light");
  const light = await faultsOf(look(page));
  return [...light, ...dark.map((fault) => `in the dark, ${fault}`)];
}

function look(page: Page): AxeBuilder {
  // What passes is not listed, and nothing lies in frames of other sites: that is most of what a look costs.
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
}

async function faultsOf(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(" ")}`));
}
