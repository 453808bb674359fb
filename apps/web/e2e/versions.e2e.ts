import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { createFlow, isSaved, palette, step, steps } from "./canvas.ts";
import { changeAtServer } from "./change-at-server.ts";
import { test, type DemoRole } from "./desk.ts";
import { Faults } from "./faults.ts";

type OpenAs = (role: DemoRole) => Promise<Page>;

/** A flow of which version 1 is live; the editor's draft and the admin's window. The way there has tests of its own. */
async function published(openAs: OpenAs, name: string) {
  const editor = await openAs("editor");
  await createFlow(editor, name, "Pre-due reminder");
  const draft = editor.url();
  const path = `/api${new URL(draft).pathname}`;
  const submitted = await changeAtServer(editor, "POST", `${path}/submissions`, {
    revision: 1,
    note: "Reminds before it is due",
  });
  const { id: submission } = z.object({ id: z.string() }).parse(submitted);
  const admin = await openAs("admin");
  await changeAtServer(admin, "POST", `${path}/submissions/${submission}/approve`, {});
  await changeAtServer(admin, "POST", `${path}/publish`, {
    submission,
    reason: "Reminds before it is due",
  });
  await editor.reload();
  return { editor, admin, draft };
}

async function submit(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByLabel("What is new, and why").fill(note);
  await page.getByRole("dialog").getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText(/submitted this draft/)).toBeVisible();
}

async function addWait(page: Page): Promise<void> {
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await page.getByLabel("Name of the step").fill("Patience");
  await isSaved(page);
}

test("a version is compared with the draft in words, drawn side by side and field by field, and restored", async ({
  openAs,
}) => {
  const { editor } = await published(openAs, "Compared");
  await expect(steps(editor).first()).toBeVisible();
  const count = await steps(editor).count();
  await addWait(editor);

  await editor.getByRole("button", { name: "v1 live" }).click();
  await editor.getByRole("link", { name: /^Compare with the draft/ }).click();

  const words = editor.getByRole("list", { name: "Changes in words" });
  await expect(words.getByText(/“Patience” is new/)).toBeVisible();
  await editor.getByRole("tab", { name: "Fields" }).click();
  await expect(editor.getByRole("row", { name: /^Patience Step/ })).toBeVisible();
  await editor.getByRole("tab", { name: "Side by side" }).click();
  const after = editor.getByRole("region", { name: "The draft, drawn" });
  await expect(after.getByRole("group", { name: /Patience.* Added\.$/ })).toBeVisible();
  await editor.getByRole("button", { name: "Restore as draft" }).click();
  await editor.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(steps(editor)).toHaveCount(count);
  await expect(step(editor, "Patience")).toBeHidden();
});

test("an edit takes back what was submitted, and whoever decides is told why nothing waits", async ({
  openAs,
}) => {
  const editor = await openAs("editor");
  await createFlow(editor, "Taken back by an edit", "Pre-due reminder");
  await submit(editor, "Please look");
  await addWait(editor);

  await expect(editor.getByText(/Your change took back what was submitted/)).toBeVisible();
  await expect(editor.getByRole("button", { name: "Submit", exact: true })).toBeVisible();
  const admin = await openAs("admin");
  await admin.goto(`${editor.url().split("?")[0]}/review`);
  await expect(admin.getByText("Nothing waits for you here")).toBeVisible();
});

test("what is sent back shows its reason with the draft", async ({ openAs }) => {
  const editor = await openAs("editor");
  await createFlow(editor, "Sent back", "Pre-due reminder");
  await submit(editor, "Please look");
  const admin = await openAs("admin");
  await admin.goto(`${editor.url().split("?")[0]}/review`);
  await expect(admin.getByRole("button", { name: "Send back" })).toBeDisabled();

  await admin.getByLabel("Your reason").fill("Too soon after pay day");
  await admin.getByRole("button", { name: "Send back" }).click();

  await expect(admin.getByText("Nothing waits for you here")).toBeVisible();
  await editor.reload();
  await expect(editor.getByText(/sent it back: Too soon after pay day/)).toBeVisible();
});

test("a new version takes a share of those who enter until somebody settles the trial; a flow is paused with a reason", async ({
  openAs,
}) => {
  const { editor, admin, draft } = await published(openAs, "On trial");
  await addWait(editor);
  await submit(editor, "Waits longer");
  await admin.goto(draft);
  await admin.getByRole("button", { name: "Review" }).click();
  await admin.getByRole("button", { name: "Approve" }).click();
  await admin.getByRole("radio", { name: "A share of them first" }).check();
  await admin.getByLabel("Share of new entries, in percent").fill("20");
  await admin.getByRole("button", { name: "Publish" }).click();

  await expect(admin.getByText("On trial: 20 %")).toBeVisible();
  await operate(admin, "Give the trial all new entries", "The numbers are in");
  await expect(admin.getByText("On trial: 20 %")).toBeHidden();
  await operate(admin, "Pause this flow", "A complaint");
  await expect(admin.getByText("Paused: A complaint")).toBeVisible();
});

async function operate(page: Page, name: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: "This flow" }).click();
  await page.getByRole("menuitem", { name }).click();
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByLabel("Why").fill(reason);
  await dialog.getByRole("button", { name }).click();
  await expect(dialog).toBeHidden();
}

test("review, versions and comparison are without serious faults for assistive technology", async ({
  openAs,
}) => {
  // Each look takes seconds on a small machine.
  test.slow();
  const { editor, admin, draft } = await published(openAs, "Looked at by all");
  await addWait(editor);
  await submit(editor, "Waits longer");
  const faults = new Faults(admin);

  await admin.goto(draft);
  await expect(admin.getByText(/submitted this draft/)).toBeVisible();
  await faults.look("draft that waits");
  await admin.goto(`${draft.split("?")[0]}/review`);
  await expect(admin.getByRole("list", { name: "Changes in words" })).toBeVisible();
  await faults.look("review");
  await admin.getByRole("tab", { name: "Side by side" }).click();
  await expect(admin.getByRole("region", { name: "As submitted, drawn" })).toBeVisible();
  await faults.look("side by side");
  await admin.getByRole("tab", { name: "Fields" }).click();
  await faults.look("fields");
  await admin.goto(`${draft.split("?")[0]}/versions`);
  await expect(admin.getByRole("region", { name: "Version 1, drawn" })).toBeVisible();
  await faults.look("versions");
  await admin.getByRole("button", { name: "This flow" }).click();
  await admin.getByRole("menuitem", { name: "Add people by hand" }).click();
  await faults.look("people by hand");

  faults.expectNone();
});
