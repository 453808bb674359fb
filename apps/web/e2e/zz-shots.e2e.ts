import { expect } from "@playwright/test";
import { createFlow, palette, steps } from "./canvas.ts";
import { test } from "./desk.ts";
const OUT = "/tmp/insp/shots";
for (const theme of ["light", "dark"] as const) {
  test(`shots ${theme}`, async ({ openAs }) => {
    test.setTimeout(180000);
    const page = await openAs("admin");
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const shot = async (name: string) => {
      await page.waitForTimeout(900);
      await page.screenshot({ path: `${OUT}/${name}-${theme}.png` });
    };
    await createFlow(page, `Shots ${theme}`, "Early arrears");
    await steps(page).nth(2).click();
    await shot("sms");
    await page.getByRole("tab", { name: "Advanced" }).click();
    await page.waitForTimeout(2500);
    await shot("advanced");
    await palette(page)
      .getByRole("button", { name: /^Condition/ })
      .click();
    await page.getByRole("button", { name: "Add a rule" }).click();
    await shot("condition");
    await palette(page).getByRole("button", { name: /^SMS/ }).click();
    await page.getByRole("button", { name: "Open the list of problems" }).click();
    await shot("problems");
  });
}
