import { expect } from "@playwright/test";
import { createFlow, isSaved, palette, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("two people change one draft: the second chooses, and keeps everything as a copy", async ({
  openAs,
}) => {
  const mine = await openAs("editor");
  await createFlow(mine, "Shared draft");
  await palette(mine)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await isSaved(mine);
  const theirs = await openAs("admin");
  await theirs.goto(mine.url());

  await step(theirs, "Wait").click();
  await theirs.getByLabel("Name of the step").fill("Theirs");
  await expect(theirs.getByText("draft 3, not live")).toBeVisible();
  await step(mine, "Wait").click();
  await mine.getByLabel("Name of the step").fill("Mine");

  await expect(mine.getByRole("dialog", { name: /changed this draft at/ })).toBeVisible();
  await mine.getByRole("button", { name: "Keep mine as a copy" }).click();
  await expect(mine.getByRole("heading", { level: 1, name: "Shared draft (copy)" })).toBeVisible();
  await expect(step(mine, "Mine")).toBeVisible();
  await theirs.reload();
  await expect(step(theirs, "Theirs")).toBeVisible();
});

test("a draft that was changed offline is offered again after the page is loaded anew", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Lost connection");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await isSaved(page);
  await page.route("**/api/flows/*/draft", (route) => route.abort());

  await page.getByLabel("Name of the step").fill("Changed offline");
  await expect(page.getByText("Offline: your changes are kept in this browser")).toBeVisible();
  await page.reload();

  await expect(steps(page)).toHaveCount(1);
  await page.unroute("**/api/flows/*/draft");
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(step(page, "Changed offline")).toBeVisible();
  await isSaved(page);
  await page.reload();
  await expect(step(page, "Changed offline")).toBeVisible();
});

test("who may not draw can still look, and is told who submits", async ({ openAs }) => {
  const editor = await openAs("editor");
  await createFlow(editor, "Looked at", "Pre-due reminder");

  const manager = await openAs("manager");
  await manager.goto(editor.url());

  await expect(steps(manager).first()).toBeVisible();
  await expect(palette(manager)).toBeHidden();
  await expect(manager.getByText(/You can look at this draft/)).toBeVisible();
  await manager.getByRole("button", { name: "Submit", exact: true }).hover();
  await expect(manager.getByText("Editors and admins submit drafts")).toBeVisible();
});
