import { expect } from "@playwright/test";
import { createFlow, isSaved, palette, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("what was done can be taken back after the page was loaded anew, one by one or at once", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Taken back");
  await page.getByRole("button", { name: "Add the start" }).click();
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await page.getByLabel("Name of the step").fill("Breathe");
  await isSaved(page);

  await page.reload();

  await expect(step(page, "Breathe")).toBeVisible();
  await page.getByRole("button", { name: "Undo: Rename “Wait”" }).click();
  await expect(step(page, "Wait")).toBeVisible();
  await page.getByRole("button", { name: "What you did" }).click();
  await page.getByRole("button", { name: "Undo back to before: Add Start" }).click();
  await expect(steps(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Do again: Rename “Wait”" }).click();
  await expect(step(page, "Breathe")).toBeVisible();
});
