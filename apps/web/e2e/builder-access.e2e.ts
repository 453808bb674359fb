import { expect } from "@playwright/test";
import { createFlow, step } from "./canvas.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

for (const theme of ["light", "dark"] as const) {
  test(`outline, search, palette, notes and groups are without serious faults for assistive technology, in ${theme}`, async ({
    openAs,
  }) => {
    // Each look takes seconds on a small machine.
    test.slow();
    const page = await openAs("admin");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const faults: string[] = [];
    const look = async (screen: string) => {
      for (const fault of await seriousFaults(page)) faults.push(`${screen}: ${fault}`);
    };
    await createFlow(page, `Accessible in ${theme}`, "Early arrears");
    await step(page, "Friendly reminder").click();
    await step(page, "The day after it was due").click({ modifiers: ["Shift"] });
    await page.keyboard.press("Control+g");
    await look("naming a group");
    await page.keyboard.press("Enter");
    await look("group");
    await page.keyboard.press("g");
    await page.keyboard.press("Shift+s");
    await page.keyboard.type("Ask **legal** first");
    await page.keyboard.press("Escape");
    await look("folded group and note");
    await page.getByRole("button", { name: "What you did" }).click();
    await expect(
      page.getByRole("list", { name: "Changes, the latest first", exact: true }),
    ).toBeVisible();
    await look("what you did");
    await page.keyboard.press("Escape");
    await step(page, "Coming due").click();
    await page.keyboard.press("Control+f");
    await page.getByLabel("Words to find").fill("link");
    await look("find");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Words to find")).toBeHidden();
    await page.keyboard.press("m");
    await expect(page.getByRole("dialog", { name: /^Move/ })).toBeVisible();
    await look("move");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByPlaceholder("What would you like to do?")).toBeVisible();
    await look("palette");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Outline" }).click();
    await expect(page.getByRole("tree")).toBeVisible();
    await look("outline");
    await page.getByRole("button", { name: "Show icons only" }).click();
    await page.getByRole("button", { name: "Hide the settings" }).click();
    await look("narrow panels");

    expect(faults).toEqual([]);
  });
}
