import { expect, type Page } from "@playwright/test";
import { test } from "./desk.ts";

test("a new agent works ten tasks by keyboard alone", async ({ openAs }) => {
  const page = await openAs("specialist", "/debtors");
  await disputeTen(page);
  await page.goto("/tasks?kind=dispute");
  const links = page.getByRole("list", { name: "Open tasks" }).getByRole("link");
  await expect(links.nth(9)).toBeVisible();
  await links.first().focus();

  for (let worked = 0; worked < 10; worked += 1) {
    // The list may be brought into another order meanwhile, and addresses into their short form: keys act on what has the focus.
    const focused = page.getByRole("listitem").filter({ has: page.locator("a:focus") });
    const item = page.locator(`[data-task="${await focused.getAttribute("data-task")}"]`);
    await page.keyboard.press("a");
    await expect(item).toContainText("with ");
    await page.keyboard.press("Enter");
    const task = page.getByRole("dialog");
    await expect(task.getByRole("button", { name: "Finish the task" })).toBeVisible();
    await page.keyboard.press("1");
    await page.keyboard.press("p");
    await page.keyboard.press("n");
    await page.keyboard.type("Worked by key");
    await page.keyboard.press("Control+Enter");
    await expect(task).toBeHidden();
    await expect(item).toHaveCount(0);
    if (worked < 9) await expect(links.first()).toBeFocused();
  }

  await expect(page.getByText("The task is done").first()).toBeVisible();
});

/** Ten people dispute what they owe, on the telephone. */
async function disputeTen(page: Page): Promise<void> {
  const { debtors } = Object(await (await page.request.get("/api/debtors")).json());
  for (const { id } of Array.from<{ id: string }>(debtors).slice(-10)) {
    const { accounts } = Object(await (await page.request.get(`/api/debtors/${id}`)).json());
    const [account] = Array.from<{ id: string }>(accounts);
    await page.request.post(`/api/debtors/${id}/disputes`, {
      data: { accountId: account?.id, kind: "dispute", reason: "amount", via: "call" },
      headers: { origin: new URL(page.url()).origin },
    });
  }
}
