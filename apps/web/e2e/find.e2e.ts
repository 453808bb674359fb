import { expect } from "@playwright/test";
import { createFlow, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("what a step is called, says or lacks is found in the flow, one after the other", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Searched", "Early arrears");
  await step(page, "Coming due").click();
  const count = await steps(page).count();

  await page.keyboard.press("Control+f");
  const find = page.getByRole("search", { name: "Find in this flow" });
  await find.getByLabel("Words to find").fill("pay now link");
  await expect(find.getByRole("status")).toHaveText(/^1 of \d+$/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of the step")).toHaveValue("Pay now link");
  await page.keyboard.press("Enter");
  await expect(find.getByRole("status")).toHaveText(/^2 of \d+$/);

  // Keys of the field are no keys of the canvas.
  await find.getByLabel("Words to find").fill("");
  for (const key of ["Delete", "Backspace", "n", "d", "g"]) await page.keyboard.press(key);
  await expect(steps(page)).toHaveCount(count);
  await find.getByLabel("Words to find").fill("nothing is called that");
  await expect(find.getByRole("status")).toHaveText("Nothing");
  await page.keyboard.press("Escape");
  await expect(find).toBeHidden();
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step \d+, Pay now link/);
});

test("the command palette does what the builder can, goes to a step, and opens another flow", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Commanded", "Pre-due reminder");
  const count = await steps(page).count();
  const command = async (words: string) => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("What would you like to do?").fill(words);
    // Flows are asked for when it opens.
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByPlaceholder("What would you like to do?").waitFor({ state: "hidden" });
  };

  const title = await page
    .getByRole("application")
    .getByRole("group", { name: /^Step 2,/ })
    .getAttribute("aria-label");
  const name = /^Step 2, ([^:]+):/.exec(title ?? "")?.[1] ?? "";
  await command(name);
  await expect(page.getByLabel("Name of the step")).toHaveValue(name);
  await command("duplicate");
  await expect(steps(page)).toHaveCount(count + 1);
  await command("undo");
  await expect(steps(page)).toHaveCount(count);
  await command("show outline");
  await expect(page.getByRole("tree", { name: /^Outline: Commanded/ })).toBeVisible();
  await command("go to debtors");
  await expect(page.getByRole("heading", { level: 1, name: "Debtors" })).toBeVisible();
  await command("commanded");
  await expect(page.getByRole("heading", { level: 1, name: "Commanded" })).toBeVisible();
});
