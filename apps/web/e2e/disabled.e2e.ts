import { expect } from "@playwright/test";
import { createFlow, isSaved, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

test("D disables the step that has the focus, for everybody who opens the flow, and once more enables it", async ({
  openAs,
}) => {
  const page = await openAs("admin");
  await createFlow(page, "Passed by", "Pre-due reminder");
  const focused = page.locator(":focus");
  await steps(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAccessibleName(/^Step 2,/);
  const name = await page.getByLabel("Name of the step").inputValue();

  await page.keyboard.press("d");

  await expect(focused).toHaveAccessibleName(/\. Disabled\. /);
  await expect(page.getByText(/^Disabled: everybody passes it at once by “\w+”/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await isSaved(page);
  await page.reload();
  await expect(step(page, name)).toHaveAccessibleName(/\. Disabled\. /);

  await step(page, name).click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Disable or enable/ }).click();

  await expect(step(page, name)).not.toHaveAccessibleName(/Disabled/);
  await expect(page.getByRole("button", { name: /^Undo: Enable/ })).toBeAttached();
});
