import { expect, type Page } from "@playwright/test";
import { createFlow, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

const line = (page: Page, name: RegExp) => page.getByRole("treeitem", { name });
const active = (page: Page) => page.locator('[role="treeitem"]:focus');

test("a flow is drawn in the outline by keyboard alone, and the canvas shows the same", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Drawn as an outline");
  await page.getByRole("button", { name: "Add the start" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("What brings accounts in").selectOption("manual");
  await page.getByRole("link", { name: "Outline" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("treeitem").first().focus();
  const add = async (type: string) => {
    await page.keyboard.press("n");
    await page.getByPlaceholder(/Type what should happen/).fill(type);
    await page.keyboard.press("Enter");
  };

  await add("condition");
  await line(page, /^Condition/).focus();
  await page.keyboard.press("ArrowDown");
  await expect(active(page)).toHaveAccessibleName(/^Yes/);
  await add("sms");
  await line(page, /^Otherwise/).focus();
  await page.keyboard.press("Space");
  await add("end");

  await expect(line(page, /^SMS/)).toHaveAttribute("aria-level", /[12]/);
  await expect(line(page, /^End/)).toHaveAttribute("aria-level", "3");
  await line(page, /^SMS/).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("F2");
  await page.keyboard.type("Tell them");
  await page.keyboard.press("Enter");
  await expect(active(page)).toHaveAccessibleName(/^Tell them/);
  await page.keyboard.press("Delete");
  await expect(line(page, /^Tell them/)).toHaveCount(0);
  await expect(active(page)).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(line(page, /^Tell them/)).toHaveCount(1);

  await line(page, /^End/).focus();
  await page.keyboard.press("Space");
  // O goes to the canvas and comes back; the same step keeps the focus.
  await page.keyboard.press("o");
  await expect(steps(page)).toHaveCount(4);
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step \d, End/);
  await page.keyboard.press("o");
  await expect(active(page)).toHaveAccessibleName(/^End/);
  await page.keyboard.press("o");
  await expect(step(page, "End")).toHaveAccessibleName(/After: Condition\./);
  await expect(page.getByLabel("Name of the step")).toHaveAttribute("placeholder", "End");
});

test("arrows walk the lines, open and close them; a step found elsewhere is never hidden", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Walked as an outline", "Early arrears");
  await page.getByRole("link", { name: "Outline" }).click();
  await expect(line(page, /^Friendly reminder/)).toBeVisible();
  await page.getByRole("treeitem").first().focus();

  await page.keyboard.press("ArrowDown");
  await expect(active(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(active(page)).toHaveAttribute("aria-expanded", "false");
  await expect(line(page, /^Friendly reminder/)).toHaveCount(0);
  await page.keyboard.press("Control+f");
  await page.getByLabel("Words to find").fill("Friendly reminder");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^1 of \d+$/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(active(page)).toHaveAccessibleName(/^Friendly reminder/);
  await page.keyboard.press("ArrowLeft");
  await expect(active(page)).toHaveAccessibleName(/^Next/);
  await page.keyboard.press("End");
  await expect(active(page)).toHaveAttribute("data-row", /./);
  await page.keyboard.press("Home");
  await expect(active(page)).toHaveAttribute("aria-posinset", "1");
});
