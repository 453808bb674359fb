import { expect } from "@playwright/test";
import { test } from "./desk.ts";

test("a manager goes from a number that fell to the people and the rule behind it in four clicks", async ({
  openAs,
}) => {
  const page = await openAs("manager", "/dashboard");

  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  const rules = page.getByRole("region", { name: "What rules kept back in these days" });
  const rule = rules.getByRole("link").first();
  const title = (await rule.locator("span").first().textContent()) ?? "";
  await rule.click();
  const behind = page.getByRole("region", { name: "Who is behind it" });
  await expect(behind.getByRole("link", { name: title, exact: true })).toBeVisible();
  await behind.getByRole("listitem").first().getByRole("link").click();

  await expect(page).toHaveURL(/\/debtors\/[0-9a-f-]+\?why=/u);
  const why = page.getByRole("dialog");
  await expect(why).toContainText(title);
  await why.getByRole("link", { name: title, exact: true }).first().click();
  await expect(page).toHaveURL(/\/compliance\//u);
});
