import { expect } from "@playwright/test";
import { step } from "./canvas.ts";
import { test } from "./desk.ts";

test("the live view counts by period, says why people wait, opens them, and says when it stands still", async ({
  openAs,
}) => {
  const page = await openAs("manager");
  await page.goto("/flows");
  await page
    .getByRole("row", { name: /Early arrears/ })
    .getByRole("link", { name: /live/ })
    .click();
  const settings = page.getByRole("complementary", { name: "Settings" });
  const start = step(page, "Coming due");
  await expect(start).toContainText(/in [1-9]/);
  await expect(async () => {
    await start.click();
    await settings.getByRole("button", { name: /^Goal rate/ }).focus({ timeout: 1_000 });
  }).toPass();
  // What a number means is told to who comes to it with the keyboard, once what tells it has come.
  await expect(async () => {
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(page.getByText(/^Of everybody who entered .* n = [1-9]/)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();

  await page.getByLabel("Period").selectOption("Last 7 days");

  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await expect(settings.getByText(/^Counted from/)).toBeVisible();
  await page.getByRole("button", { name: "Show as outline" }).click();
  await page.getByRole("treeitem", { name: /^Two days before it is due/ }).click();
  const reason = settings
    .getByRole("region", { name: "Why they are here" })
    .getByRole("button", { name: /^Waits for its time/ });
  await expect(page).toHaveURL(/mode=live/);
  await reason.click();
  await expect(reason).toHaveAttribute("aria-pressed", "true");
  const person = settings.getByRole("region", { name: "Who is here" }).getByRole("link").first();
  await expect(person).toHaveAccessibleName(/^\p{L}\. .*Waits for its time, until/u);
  await expect(person).toHaveAttribute("href", /^\/debtors\//);

  await page.route("**/api/stream**", (route) => route.abort());
  await page.reload();

  await expect(page.getByText(/^Live numbers paused, last \d\d:\d\d\. Trying/)).toBeVisible();
});
