import { expect } from "@playwright/test";
import { createFlow, step } from "./canvas.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("outline, search, palette, notes and groups are without serious faults for assistive technology", async ({
  openAs,
}) => {
  // Each look takes seconds on a small machine.
  test.slow();
  const page = await openAs("admin");
  const faults = new Faults(page);
  await createFlow(page, "Accessible", "Pre-due reminder");
  await step(page, "Reminder").click();
  await step(page, "Until it is due").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+g");
  await faults.look("naming a group");
  await page.keyboard.press("Enter");
  await faults.look("group");
  await page.keyboard.press("g");
  await page.keyboard.press("Shift+s");
  await page.keyboard.type("Ask **legal** first");
  await page.keyboard.press("Escape");
  await faults.look("folded group and note");
  await page.getByRole("button", { name: "What you did" }).click();
  await expect(
    page.getByRole("list", { name: "Changes, the latest first", exact: true }),
  ).toBeVisible();
  await faults.look("what you did");
  await page.keyboard.press("Escape");
  await step(page, "Due soon").click();
  await page.keyboard.press("Control+f");
  await page.getByLabel("Words to find").fill("statement");
  await faults.look("find");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Words to find")).toBeHidden();
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step \d+, Statement by post/);
  await page.keyboard.press("m");
  await expect(page.getByRole("dialog", { name: /^Move/ })).toBeVisible();
  await faults.look("move");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByPlaceholder("What would you like to do?")).toBeVisible();
  await faults.look("palette");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Outline" }).click();
  await expect(page.getByRole("tree")).toBeVisible();
  await faults.look("outline");
  await page.getByRole("button", { name: "Show icons only" }).click();
  await page.getByRole("button", { name: "Hide the settings" }).click();
  await faults.look("narrow panels");

  faults.expectNone();
});
