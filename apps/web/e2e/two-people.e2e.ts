import { expect, type Page } from "@playwright/test";
import { createFlow, isSaved, palette, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";
import { showsOnHover } from "./shows-on-hover.ts";

test("two people change one draft: the second chooses, and keeps everything as a copy", async ({
  openAs,
}) => {
  const { mine, theirs } = await bothRename(openAs, "Shared draft");

  await mine.getByRole("button", { name: "Keep mine as a copy" }).click();
  await expect(mine.getByRole("heading", { level: 1, name: "Shared draft (copy)" })).toBeVisible();
  await expect(step(mine, "Mine")).toBeVisible();
  await theirs.reload();
  await expect(step(theirs, "Theirs")).toBeVisible();
});

test("two people changed one draft: taking theirs loses nothing, since undo brings mine back", async ({
  openAs,
}) => {
  const { mine } = await bothRename(openAs, "Taken draft");

  await mine.getByRole("button", { name: "Take theirs" }).click();

  await expect(step(mine, "Theirs")).toBeVisible();
  await mine.getByRole("button", { name: /^Undo: Take the draft of/ }).click();
  await expect(step(mine, "Mine")).toBeVisible();
  await isSaved(mine);
});

test("two people changed one draft: it is merged step by step, and both see the outcome", async ({
  openAs,
}) => {
  const { mine, theirs } = await bothRename(openAs, "Merged draft");
  expect(await seriousFaults(mine, '[role="dialog"]')).toEqual([]);

  await mine.getByRole("button", { name: "Merge step by step" }).click();
  const dialog = mine.getByRole("dialog", { name: "Merge step by step" });
  const merge = dialog.getByRole("button", { name: "Merge" });
  // Both renamed the one step, so somebody has to choose.
  await expect(merge).toBeDisabled();
  expect(await seriousFaults(mine, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole("radio", { name: /^From/ }).check();
  await merge.click();

  await expect(step(mine, "Theirs")).toBeVisible();
  await isSaved(mine);
  await theirs.reload();
  await expect(step(theirs, "Theirs")).toBeVisible();
});

test("each sees who else is here and at which step, is told of a newer draft, and reads what the other says", async ({
  openAs,
}) => {
  const mine = await openAs("editor");
  await createFlow(mine, "Seen together", "Pre-due reminder");
  const theirs = await openAs("admin");
  await theirs.goto(mine.url());

  await steps(theirs).nth(1).click();
  await expect(
    mine.getByRole("list", { name: "Also here" }).getByRole("button"),
  ).toHaveAccessibleName(/ is at “/);
  await theirs.getByLabel("Name of the step").fill("Named by the other");
  await isSaved(theirs);

  await mine.getByRole("button", { name: "Show the changes" }).click();
  await expect(step(mine, "Named by the other")).toBeVisible();
  await steps(theirs).nth(1).focus();
  await theirs.keyboard.press("c");
  await expect(theirs.getByLabel("Say something about this step")).toBeFocused();
  await theirs.keyboard.type("Why so late? @Nal");
  await theirs.keyboard.press("Enter");
  await theirs.keyboard.type("knows.");
  await theirs.keyboard.press("Control+Enter");
  await mine.getByRole("button", { name: "Comments (1)" }).click();
  const said = mine.getByRole("article");
  await expect(said).toContainText("Mentions you");
  await expect(said).toContainText("Why so late? @Naledi knows.");
  expect(await seriousFaults(mine, 'aside[aria-label="Comments"]')).toEqual([]);
  await said.getByRole("button", { name: "Resolve" }).click();
  await expect(theirs.getByText("Resolved (1)")).toBeVisible();
  await theirs.close();
  await expect(mine.getByRole("list", { name: "Also here" })).toBeHidden();
});

test("a draft goes back to what it was when it was opened, as a change that can be undone", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "There and back again", "Pre-due reminder");
  const count = await steps(page).count();
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await expect(steps(page)).toHaveCount(count + 1);

  await page.getByRole("button", { name: "What you did" }).click();
  await page.getByRole("button", { name: "Back to when I opened it" }).click();

  await expect(steps(page)).toHaveCount(count);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo: Back to when I opened it" }).click();
  await expect(steps(page)).toHaveCount(count + 1);
});

test("a draft that was changed offline is offered again when it is opened anew", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Lost connection");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await isSaved(page);
  await page.context().setOffline(true);

  await page.getByLabel("Name of the step").fill("Changed offline");
  await expect(page.getByText("Offline: your changes are kept in this browser")).toBeVisible();
  const again = await openedAnew(page);

  await expect(steps(again)).toHaveCount(1);
  await again.getByRole("button", { name: "Bring them back" }).click();
  await expect(step(again, "Changed offline")).toBeVisible();
  await isSaved(again);
  await again.reload();
  await expect(step(again, "Changed offline")).toBeVisible();
});

test("what was changed offline while somebody else saved is merged with theirs when it is brought back", async ({
  openAs,
}) => {
  const mine = await openAs("editor");
  await createFlow(mine, "Offline meanwhile", "Pre-due reminder");
  await isSaved(mine);
  await mine.context().setOffline(true);
  await steps(mine).nth(1).click();
  await mine.getByLabel("Name of the step").fill("Changed offline");
  await expect(mine.getByText("Offline: your changes are kept in this browser")).toBeVisible();
  const theirs = await openAs("admin");
  await theirs.goto(mine.url());
  await steps(theirs).nth(2).click();
  await theirs.getByLabel("Name of the step").fill("Changed meanwhile");
  await isSaved(theirs);
  const again = await openedAnew(mine);

  await again.getByRole("button", { name: "Bring them back" }).click();
  await again.getByRole("button", { name: "Merge step by step" }).click();
  await again.getByRole("dialog").getByRole("button", { name: "Merge" }).click();

  await expect(step(again, "Changed offline")).toBeVisible();
  await expect(step(again, "Changed meanwhile")).toBeVisible();
  await isSaved(again);
});

test("who may not draw can still look, and is told who submits", async ({ openAs }) => {
  const editor = await openAs("editor");
  await createFlow(editor, "Read by a manager", "Pre-due reminder");

  const manager = await openAs("manager");
  await manager.goto(editor.url());

  await expect(steps(manager).first()).toBeVisible();
  await expect(palette(manager)).toBeHidden();
  await expect(manager.getByText(/You can look at this draft/)).toBeVisible();
  await showsOnHover(
    manager.getByRole("button", { name: "Submit", exact: true }),
    "Editors and admins submit drafts",
  );
});

/**
 * The draft of a window that is offline, in another window of the same browser after the connection is back. The first is
 * closed before that, signed out: a page that goes away saves at the last moment, past being offline and any interception.
 */
async function openedAnew(offline: Page): Promise<Page> {
  const context = offline.context();
  const url = offline.url();
  const cookies = await context.cookies();
  await context.clearCookies();
  await offline.close();
  await context.setOffline(false);
  await context.addCookies(cookies);
  const again = await context.newPage();
  await again.goto(url);
  return again;
}

/** Two windows on one draft, of which the second to save has to choose. */
async function bothRename(openAs: (role: "editor" | "admin") => Promise<Page>, name: string) {
  const mine = await openAs("editor");
  await createFlow(mine, name);
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
  return { mine, theirs };
}
