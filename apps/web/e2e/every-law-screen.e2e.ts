import { expect, type Page } from "@playwright/test";
import { steps } from "./canvas.ts";
import { debtorLike, wasKeptBack } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

const THEMES = ["light", "dark"] as const;
type Look = (screen: string) => Promise<void>;

const SCREENS = [
  ["/compliance", "Compliance"],
  ["/compliance/packs/za-core", /^South Africa/],
  ["/compliance/packs/za-core/compare", "What changed in the law"],
  ["/compliance/blocked", "What the rules kept back"],
  ["/compliance/flows", "Flows under the law of today"],
  ["/compliance/holidays", "Public holidays"],
  ["/compliance/history", "History of the law"],
  ["/api-keys", "API keys"],
  ["/system", "System"],
] as const;

for (const theme of THEMES) {
  test(`the screens of the law are without serious faults for assistive technology, in ${theme}`, async ({
    openAs,
  }) => {
    // Looking at every element of a long page takes a while.
    test.slow();
    const page = await openAs("admin");
    const faults = await faultsIn(page, theme, async (look) => {
      for (const [path, heading] of SCREENS) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        await look(path);
      }
      await page.goto("/compliance/house-rules");
      await page.getByRole("button", { name: "Add a house rule" }).click();
      await expect(page.getByRole("status", { name: "The rule in words" })).toBeVisible();
      await look("house rule");
    });

    expect(faults).toEqual([]);
  });

  test(`the bench, a debtor and the live view are without serious faults, in ${theme}`, async ({
    openAs,
  }) => {
    // Looking at every element of a long page takes a while.
    test.slow();
    const page = await openAs("admin");
    const faults = await faultsIn(page, theme, async (look) => {
      await page.goto("/compliance/bench");
      await page.getByRole("button", { name: /^A dispute is open/ }).click();
      await expect(page.getByRole("region", { name: "The verdict" })).toContainText("Not allowed");
      await page.getByRole("group", { name: "The week" }).getByRole("button").first().focus();
      await look("bench");
      await page.goto(`/debtors/${await debtorLike(page, wasKeptBack)}`);
      await expect(page.getByRole("region", { name: "Next contact allowed" })).toContainText("SMS");
      await look("debtor");
      await page
        .getByRole("button", { name: /^Why\?/ })
        .first()
        .click();
      // Verdicts that were given before stand folded below, each under its own law.
      await expect(
        page.getByRole("dialog").getByRole("region", { name: "Under which law" }),
      ).toBeVisible();
      await look("why");
      await page.goto("/");
      await page.getByRole("link", { name: "Open the live flow" }).first().click();
      await expect(page.getByText(/in flight in version/)).toBeVisible();
      await steps(page).nth(4).click();
      await look("live view");
    });

    expect(faults).toEqual([]);
  });
}

async function faultsIn(
  page: Page,
  theme: (typeof THEMES)[number],
  visit: (look: Look) => Promise<void>,
): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  const faults: string[] = [];
  await visit(async (screen) => {
    // What is on its way keeps its place by a pulse.
    await expect(page.locator("main .animate-pulse")).toHaveCount(0);
    for (const fault of await seriousFaults(page)) faults.push(`${screen}: ${fault}`);
  });
  return faults;
}
