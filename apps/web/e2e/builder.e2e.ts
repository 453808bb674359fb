import { expect } from "@playwright/test";
import { canvas, createFlow, isSaved, palette, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("a flow is drawn by pointer: click, drag onto an edge, connect over empty ground, undo", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Drawn by pointer");
  await page.getByRole("button", { name: "Add the start" }).click();
  await palette(page).getByRole("button", { name: /^SMS/ }).click();
  await expect(steps(page)).toHaveCount(2);

  const wait = palette(page).getByRole("button", { name: /^Wait Let/ });
  const slot = canvas(page).getByRole("button", { name: "Add step after Start" });
  await wait.hover();
  await page.mouse.down();
  await slot.hover({ force: true });
  await slot.hover({ force: true, position: { x: 4, y: 4 } });
  await page.mouse.up();

  await expect(steps(page)).toHaveCount(3);
  await expect(step(page, "Wait")).toHaveAccessibleName(/After: Start\. Then: SMS\./);

  await page.getByRole("button", { name: "Fit the whole flow" }).click();
  const handle = await step(page, "SMS").locator(".source").first().boundingBox();
  if (handle === null) throw new Error("The way out is not drawn");
  await page.mouse.move(handle.x + 4, handle.y + 4);
  await page.mouse.down();
  await page.mouse.move(handle.x - 150, handle.y + 60, { steps: 6 });
  await page.mouse.up();
  await page.getByPlaceholder(/Type what should happen/).fill("goal");
  await page.keyboard.press("Enter");
  await expect(steps(page)).toHaveCount(4);

  await page.getByRole("button", { name: "Undo: Add Goal" }).click();
  await expect(steps(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Redo: Add Goal" }).click();
  await expect(steps(page)).toHaveCount(4);
});

test("an emptied number is a problem to mend, and the sentence follows what one types", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Emptied number");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();

  await page.getByLabel("How long").fill("");

  await expect(step(page, "Wait")).toHaveAccessibleName(/problem/);
  await expect(page.getByText("Use a whole number from 1 to 730").first()).toBeVisible();
  await page.getByLabel("How long").fill("12");
  await expect(step(page, "Wait")).toHaveAccessibleName(/Wait 12 days/);
});

test("keys that belong to a field never touch the canvas", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Keys in fields");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await palette(page).getByRole("button", { name: /^Task/ }).click();
  await page.getByLabel("Title").click();

  for (const key of ["Backspace", "Delete", "n", "d", "Control+a", "Control+x", "Control+z", "/"]) {
    await page.keyboard.press(key);
  }

  await expect(steps(page)).toHaveCount(2);
  await page.getByRole("link", { name: "JSON" }).click();
  await page.getByRole("textbox", { name: "The flow as JSON" }).focus();
  await page.keyboard.press("Backspace");
  await page.getByRole("link", { name: "Canvas" }).click();
  await expect(steps(page)).toHaveCount(2);
});

test("steps are copied across flows, and deleting one joins what is left", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Copied from", "Early arrears");
  const before = await steps(page).count();
  await step(page, "Coming due").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");

  await createFlow(page, "Copied to");
  await canvas(page).click({ position: { x: 40, y: 60 } });
  await page.keyboard.press("Control+v");
  await expect(steps(page)).toHaveCount(before);

  await page.getByRole("button", { name: "Fit the whole flow" }).click();
  await step(page, "Friendly reminder").click();
  await page.keyboard.press("Delete");
  await expect(steps(page)).toHaveCount(before - 1);
  await expect(step(page, "The day after it was due")).toHaveAccessibleName(
    /After: Two days before it is due\./,
  );
  await page.keyboard.press("Control+z");
  await expect(steps(page)).toHaveCount(before);
});

test("segments and templates are made on the spot, and the draft could then be published", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Made on the spot");
  await page.getByRole("button", { name: "Add the start" }).click();
  await page.getByRole("button", { name: "New segment" }).click();
  const segment = page.getByRole("dialog", { name: "New segment" });
  await segment.getByLabel("Name").fill("A little late");
  await expect(segment.getByText("days past due is at least 1")).toBeVisible();
  await expect(segment.getByRole("status")).toHaveText(/of [\d\s]+ accounts now/);
  await segment.getByRole("button", { name: "Save segment" }).click();
  await expect(step(page, "Start")).toHaveAccessibleName(/“A little late”/);

  await palette(page).getByRole("button", { name: /^SMS/ }).click();
  await page.getByRole("button", { name: "New template" }).click();
  const template = page.getByRole("dialog", { name: "New SMS template" });
  await template.getByLabel("Name").fill("Small reminder");
  await template.getByLabel("Text", { exact: true }).fill("You owe ");
  await template.getByLabel(/^Say what is known/).selectOption("account.arrears");
  await template.getByRole("button", { name: "Save template" }).click();
  await palette(page).getByRole("button", { name: /^Goal/ }).click();

  await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
  await isSaved(page);
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeEnabled();
});

test("tidy moves steps only when it is asked, and undo puts them back", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Tidied", "Early arrears");
  // Where the step lies in the drawing; where it is on the screen depends on what is looked at.
  const place = () =>
    step(page, "Paid").evaluate(
      (element) => element.closest<HTMLElement>(".react-flow__node")?.style.transform,
    );
  const before = await place();

  await page.getByRole("button", { name: "Tidy the layout" }).click();

  await expect.poll(place).not.toEqual(before);
  await page.getByRole("button", { name: "Undo: Tidy" }).click();
  await expect.poll(place).toEqual(before);
});

test("an empty flow begins with one of the gallery, can be taken back, and travels as a file", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  const faults = new Faults(page);
  await createFlow(page, "Begun empty");
  const begin = page.getByRole("region", { name: "Flows to begin with" });
  await expect(begin.getByRole("button")).toHaveCount(6);
  await faults.look("empty canvas");

  await begin.getByRole("button", { name: "Broken promise to pay" }).click();

  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step 1,/);
  const count = await steps(page).count();
  await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
  await isSaved(page);
  await page.getByRole("button", { name: "Undo: Begin with “Broken promise to pay”" }).click();
  await expect(begin).toBeVisible();
  await page.getByRole("button", { name: "Redo: Begin with “Broken promise to pay”" }).click();
  await expect(steps(page)).toHaveCount(count);
  await isSaved(page);

  // With nothing selected one sees the settings of the flow itself.
  await canvas(page).click({ position: { x: 20, y: 20 } });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download/ }).click(),
  ]);
  await page.goto("/flows");
  await page.getByRole("button", { name: "New flow" }).click();
  const dialog = page.getByRole("dialog", { name: "New flow" });
  await dialog.getByLabel("The file of the flow").setInputFiles(await file.path());
  await dialog.getByLabel("Name").fill("Out of a file");
  await dialog.getByRole("button", { name: "Use this flow" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Out of a file" })).toBeVisible();
  await expect(steps(page)).toHaveCount(count);
  faults.expectNone();
});
