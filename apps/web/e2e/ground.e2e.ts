import { expect } from "@playwright/test";
import { canvas, createFlow, isSaved, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("a note is written on the canvas, coloured, kept, and taken back", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Noted", "Pre-due reminder");
  const count = await steps(page).count();
  await steps(page).first().click();

  await page.keyboard.press("Shift+s");
  await page.getByLabel("Text of the note").fill("Ask **legal** first");
  await page.keyboard.press("Escape");
  const note = canvas(page).getByRole("group", { name: /^Note: Ask/ });
  await expect(note.getByText("legal")).toBeVisible();
  await page.getByRole("button", { name: "blue" }).click();
  await isSaved(page);
  await page.reload();

  await expect(note.locator("[data-note=blue]")).toBeVisible();
  await expect(steps(page)).toHaveCount(count);
  await page.getByRole("button", { name: "Undo: Make a note blue" }).click();
  await expect(note.locator("[data-note=yellow]")).toBeVisible();
});

test("steps are grouped, folded to one box, and unfolded where they were", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Grouped", "Early arrears");
  const count = await steps(page).count();
  await step(page, "Friendly reminder").click();
  await step(page, "The day after it was due").click({ modifiers: ["Shift"] });

  await page.keyboard.press("Control+g");
  await page.getByLabel("Name of the group").first().fill("Before arrears");
  await page.keyboard.press("Enter");
  // The canvas has the keys again once the name is taken over.
  const hasKeys = () =>
    page.evaluate(() => {
      const focused = document.activeElement;
      return focused?.tagName !== "INPUT" && focused?.closest("[role=application]") !== null;
    });
  await expect.poll(hasKeys).toBe(true);
  await page.keyboard.press("g");

  const box = step(page, "Before arrears");
  await expect(steps(page)).toHaveCount(count - 1);
  await expect(box).toHaveAccessibleName(
    /2 steps, folded\. After: Two days before it is due\. Then: First/,
  );
  await isSaved(page);
  await page.reload();
  await expect(box).toBeVisible();
  await box.click();
  await page.keyboard.press("g");
  await expect(steps(page)).toHaveCount(count);
  await page.keyboard.press("Control+Shift+g");
  await expect(page.getByRole("button", { name: "Undo: Take" })).toBeVisible();
});

test("a step is moved by key, by menu and by dragging it onto an edge; what it leaves is joined", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Moved", "Early arrears");
  const moving = step(page, "Friendly reminder");
  await moving.click();

  await page.keyboard.press("Alt+ArrowDown");
  await expect(moving).toHaveAccessibleName(/After: The day after it was due\. Then: First/);
  await page.keyboard.press("Alt+ArrowUp");
  await expect(moving).toHaveAccessibleName(/After: Two days before it is due\./);

  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move “Friendly reminder”" });
  await dialog.getByLabel("Find a place").fill("After Coming due");
  await dialog.getByRole("button", { name: /^After Coming due/ }).click();
  await expect(moving).toHaveAccessibleName(/After: Coming due\. Then: Two days/);

  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Fit the whole flow" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click({ clickCount: 3 });
  await step(page, "Coming due").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const from = await moving.boundingBox();
  const slot = await canvas(page)
    .getByRole("button", { name: "Add step after Coming due" })
    .boundingBox();
  if (from === null || slot === null) throw new Error("The step or the edge is not drawn");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(slot.x + 60, slot.y + 60, { steps: 4 });
  await page.mouse.move(slot.x + slot.width / 2, slot.y + slot.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(moving).toHaveAccessibleName(/After: Coming due\. Then: Two days/);
});

test("steps copied in one tab are pasted in another, under ids of their own", async ({
  openAs,
}) => {
  const first = await openAs("editor");
  await createFlow(first, "Copied in one tab", "Pre-due reminder");
  const count = await steps(first).count();
  await steps(first).first().click();
  await first.keyboard.press("Control+a");
  await first.keyboard.press("Control+c");
  await isSaved(first);
  const copied = await first.evaluate(() => navigator.clipboard.readText());

  const second = await first.context().newPage();
  await createFlow(second, "Pasted in another");
  await canvas(second).click({ position: { x: 40, y: 60 } });
  await second.keyboard.press("Control+v");
  await expect(steps(second)).toHaveCount(count);
  await second.keyboard.press("Control+c");
  const pasted = await second.evaluate(() => navigator.clipboard.readText());
  const ids = (text: string) =>
    [...text.matchAll(/"id": "([a-z-]+-[a-z0-9]{4})"/g)].map(([, id]) => id);
  expect(ids(pasted).filter((id) => ids(copied).includes(id))).toEqual([]);

  // Text that is no steps, and steps that are broken, are not taken.
  for (const text of ["Hello", '{"fairflow":"steps/1","nodes":[{"id":"__proto__"}]}']) {
    await second.evaluate((words) => navigator.clipboard.writeText(words), text);
    await second.keyboard.press("Control+v");
  }
  await expect(steps(second)).toHaveCount(count);
});
