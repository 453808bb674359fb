import { expect } from "@playwright/test";
import { test } from "./desk.ts";

test("a new agent works ten tasks by keyboard alone", async ({ openAs }) => {
  const page = await openAs("specialist", "/tasks?kind=dispute");
  const links = page.getByRole("list", { name: "Open tasks" }).getByRole("link");
  await expect(links.nth(10)).toBeVisible();
  await links.first().focus();

  for (let worked = 0; worked < 10; worked += 1) {
    const href = (await links.first().getAttribute("href")) ?? "";
    await page.keyboard.press("a");
    await expect(links.first().locator("xpath=ancestor::li")).toContainText("with ");
    await page.keyboard.press("Enter");
    const task = page.getByRole("dialog");
    await expect(task.getByRole("button", { name: "Finish the task" })).toBeVisible();
    await page.keyboard.press("1");
    await page.keyboard.press("p");
    await page.keyboard.press("n");
    await page.keyboard.type("Worked by key");
    await page.keyboard.press("Control+Enter");
    await expect(task).toBeHidden();
    await expect(page.locator(`a[href="${href}"]`)).toHaveCount(0);
    await expect(links.first()).toBeFocused();
  }

  await expect(page.getByText("The task is done").first()).toBeVisible();
});
