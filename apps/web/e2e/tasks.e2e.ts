import { expect, type Page } from "@playwright/test";
import { test } from "./desk.ts";
import { showsOnHover } from "./shows-on-hover.ts";
import { Faults } from "./faults.ts";

test("a call says whether it may be made, shows its number when it is opened, and is finished with what came of it", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await switchHours(await openAs("admin", "/tasks"), false);
  const id = await callAllowedNow(page);
  await page.goto(`/tasks?task=${id}`);
  const task = page.getByRole("dialog");
  await expect(task.getByRole("region", { name: "Whether it may be done now" })).toContainText(
    "Allowed",
  );

  await task.getByRole("button", { name: "Open the call" }).click();
  await expect(task.getByRole("link", { name: /^\+\d+$/ })).toBeVisible();
  await expect(task.getByText(/^It is kept for you until/)).toBeVisible();
  const finish = task.getByRole("button", { name: "Finish the task" });
  await expect(finish).toBeDisabled();
  await task.getByLabel("What came of the call").selectOption("Spoke with somebody");
  await task.getByLabel("Who was reached").selectOption("The debtor: the right person");
  const ended = task.getByLabel("How it ended");
  await ended.selectOption({ index: 1 });
  await task.getByLabel("Note").fill("Pays on Friday");
  await finish.click();

  await expect(task).toBeHidden();
  await expect(page.locator(`a[href*="${id}"]`)).toHaveCount(0);
  await expect(page.getByText("The task is done")).toBeVisible();
  await switchHours(await openAs("admin", "/tasks"), true);
});

test("tasks are walked by key, and one that is opened gives the focus back", async ({ openAs }) => {
  const page = await openAs("admin");
  await page.goto("/tasks");
  const links = page.getByRole("list", { name: "Open tasks" }).getByRole("link");
  await links.first().focus();

  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("heading", { level: 3 })).toHaveText(
    "Finish the task",
  );
  await page.keyboard.press("Escape");

  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).not.toHaveURL(/task=/);
  await expect(links.nth(1)).toBeFocused();
});

test("a dispute is decided only by whoever says that all papers went out", async ({ openAs }) => {
  const page = await openAs("specialist");
  await page.goto("/tasks?kind=dispute");
  await page.getByRole("list", { name: "Open tasks" }).getByRole("link").first().click();
  const task = page.getByRole("dialog");
  await expect(task).toContainText("To finish is to say that the decision has gone out");
  const href = page.url();

  await task.getByLabel("How it ended").selectOption("Accepted");
  await expect(task.getByRole("button", { name: "Finish the task" })).toBeDisabled();
  await task.getByRole("checkbox", { name: /The decision went out/ }).check();
  await task.getByRole("button", { name: "Finish the task" }).click();
  await expect(task).toBeHidden();

  await page.goto(href);
  await expect(page.getByRole("dialog").getByText("Somebody has closed this task")).toBeVisible();
});

test("a manager reads the tasks, masked, and is told who works on them", async ({ openAs }) => {
  const page = await openAs("manager");
  await page.goto("/tasks?kind=dispute");
  await expect(page.getByText("Names and numbers are masked for your role")).toBeVisible();
  await page.getByRole("list", { name: "Open tasks" }).getByRole("link").first().click();

  const finish = page.getByRole("button", { name: "Finish the task" });
  await expect(finish).toBeDisabled();
  await showsOnHover(finish, "Specialists and admins work on tasks");
});

test("tasks are without serious faults for assistive technology", async ({ openAs }) => {
  const page = await openAs("admin");
  const faults = new Faults(page);
  await page.goto("/tasks?kind=call");
  const links = page.getByRole("list", { name: "Open tasks" }).getByRole("link");
  await expect(links.first()).toBeVisible();
  await faults.look("list");
  await links.first().click();
  await expect(page.getByRole("button", { name: "Finish the task" })).toBeVisible();
  await faults.look("task");
  await page.goto("/tasks?kind=visit");
  await expect(page.getByText("All clear")).toBeVisible();
  await faults.look("no task");

  faults.expectNone();
});

/** Whether the recommended hours hold: without them a creditor may call whenever this test happens to run. */
async function switchHours(admin: Page, isOn: boolean): Promise<void> {
  const answer = await admin.request.put(
    "/api/compliance/rules/za-core/za.hours.recommended/switch",
    {
      data: { isOn, reason: "A test calls at any hour" },
      headers: { origin: new URL(admin.url()).origin },
    },
  );
  await expect(answer).toBeOK();
}

async function callAllowedNow(page: Page): Promise<string> {
  const { tasks } = Object(await (await page.request.get("/api/tasks?kind=call")).json());
  const calls = Array.from<{ id: string; verdict: { kind: string } }>(tasks);
  const id = calls.find(({ verdict }) => verdict.kind === "allowed")?.id;
  if (id === undefined) throw new Error("No call may be made now");
  return id;
}
