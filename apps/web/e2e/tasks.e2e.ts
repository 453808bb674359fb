import { expect, type Page } from "@playwright/test";
import { test } from "./desk.ts";
import { showsOnHover } from "./shows-on-hover.ts";
import { seriousFaults } from "./serious-faults.ts";

const A_WEEKEND_MS = 200_000;

test("a call says whether it may be made, shows its number when it is opened, and is finished with what came of it", async ({
  openAs,
}) => {
  // At twenty minutes a second the hours of calls open within a weekend.
  test.setTimeout(A_WEEKEND_MS + 60_000);
  const page = await openAs("specialist");
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
});

test("tasks are walked by key, and one that is opened gives the focus back", async ({ openAs }) => {
  const page = await openAs("admin");
  await stopClock(page);
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

for (const theme of ["light", "dark"] as const) {
  test(`tasks are without serious faults for assistive technology, in ${theme}`, async ({
    openAs,
  }) => {
    const page = await openAs("admin");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const faults: string[] = [];
    await stopClock(page);
    await page.goto("/tasks?kind=call");
    const links = page.getByRole("list", { name: "Open tasks" }).getByRole("link");
    await expect(links.first()).toBeVisible();
    faults.push(...(await seriousFaults(page)));
    await links.first().click();
    await expect(page.getByRole("button", { name: "Finish the task" })).toBeVisible();
    faults.push(...(await seriousFaults(page)));
    await page.goto("/tasks?kind=visit");
    await expect(page.getByText("All clear")).toBeVisible();
    faults.push(...(await seriousFaults(page)));

    expect(faults).toEqual([]);
  });
}

/** Lets the clock run to an hour at which some call may be made, and stops it there. */
async function callAllowedNow(page: Page): Promise<string> {
  await page.getByRole("button", { name: /Twenty minutes each second/ }).click();
  let id: string | undefined;
  const look = async () => {
    const { tasks } = Object(await (await page.request.get("/api/tasks?kind=call")).json());
    const calls = Array.from<{ id: string; verdict: { kind: string } }>(tasks);
    id = calls.find(({ verdict }) => verdict.kind === "allowed")?.id;
    return id;
  };
  await expect.poll(look, { timeout: A_WEEKEND_MS }).toBeDefined();
  await stopClock(page);
  await look();
  if (id === undefined) throw new Error("The hours closed while the clock was stopped");
  return id;
}

/** Work falls due and is closed while the clock runs: a test that looks at one piece of it stops it. */
async function stopClock(page: Page): Promise<void> {
  const stopped = page.waitForResponse((response) => response.url().endsWith("/api/clock"));
  await page.getByRole("button", { name: "Stop the demo clock" }).click();
  await stopped;
}
