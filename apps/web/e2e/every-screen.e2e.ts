import { expect } from "@playwright/test";
import { createFlow, steps } from "./canvas.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

const THEMES = ["light", "dark"] as const;

for (const theme of THEMES) {
  test(`every screen is without serious faults for assistive technology, in ${theme}`, async ({
    openAs,
  }) => {
    // Looking at every element of a long page takes a while.
    test.slow();
    const page = await openAs("admin");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const faults: string[] = [];
    const look = async (screen: string) => {
      for (const fault of await seriousFaults(page)) faults.push(`${screen}: ${fault}`);
    };

    for (const [path, heading] of [
      ["/", /^Good day/],
      ["/flows", "Flows"],
      ["/debtors", "Debtors"],
      ["/imports", "Imports"],
      ["/sandbox", "Sandbox"],
      ["/users", "Users"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await page.waitForLoadState("networkidle").catch(() => undefined);
      await look(path);
    }
    await createFlow(page, `Looked at in ${theme}`, "Early arrears");
    await look("builder");
    await steps(page).nth(4).click();
    await look("inspector");
    await page.keyboard.press("n");
    await expect(page.getByPlaceholder(/Type what should happen/)).toBeVisible();
    await look("quick add");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "JSON" }).click();
    await expect(page.getByRole("textbox", { name: "The flow as JSON" })).toBeAttached();
    await look("JSON");

    expect(faults).toEqual([]);
  });
}
