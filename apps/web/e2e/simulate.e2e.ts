import { expect } from "@playwright/test";
import { canvas, createFlow, step } from "./canvas.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";

test("by keyboard: a test run goes step by step, an answer changes what follows, and a scenario keeps it", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Tried out", "Early arrears");
  await step(page, "Coming due").focus();

  await page.keyboard.press("Control+Enter");

  const clock = page.getByRole("region", { name: "Virtual clock" });
  await expect(clock.getByText(/^1 of \d+$/)).toBeVisible();
  await step(page, "Coming due").focus();
  await page.keyboard.press("Space");
  await expect(clock.getByText(/^2 of \d+$/)).toBeVisible();
  await clock.getByRole("button", { name: "Next event" }).press("Enter");
  await clock.getByRole("button", { name: "Pays all of it" }).press("Enter");
  const panel = page.getByRole("complementary", { name: "Test run" });
  await expect(panel.getByText(/^The run has ended/)).toBeVisible();
  await expect(canvas(page).getByText("The run is here. Visit")).toHaveCount(1);

  await panel.getByRole("tab", { name: "Scenarios" }).press("Enter");
  await panel.getByRole("button", { name: "Save this run as a scenario" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Save as a scenario" });
  await dialog.getByLabel("Name").fill("Pays at once");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(panel.getByRole("listitem").filter({ hasText: "Pays at once" })).toContainText(
    "Passes",
  );
});

test("a test run of a debtor is masked, can be used with assistive technology in both themes, and many can be run", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Tried on debtors", "Early arrears");
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await page.getByRole("button", { name: "A debtor" }).click();

  await page.getByRole("button", { name: "Somebody the start takes in" }).click();

  await expect(page.getByText(/^The facts are those of now/)).toBeVisible();
  await expect(page.getByText("Names and numbers are hidden from your role")).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole("tab", { name: "Many accounts" }).click();
  await page.getByRole("button", { name: "Run it over many accounts" }).click();
  await expect(page.getByRole("region", { name: "Messages" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();

  // A number opens the people whom it counts, and one of them is taken through by themselves.
  await page.getByRole("region", { name: "Steps" }).getByRole("button").first().click();
  const people = page.getByRole("dialog", { name: /: Entered$/ });
  await expect(people.getByRole("listitem")).not.toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);
  await people
    .getByRole("button", { name: /^Test run with \p{Lu}\./u })
    .first()
    .click();
  await expect(people).toBeHidden();
  await expect(page.getByText(/^Tested: \p{Lu}\./u)).toBeVisible();
  await page.getByRole("tab", { name: "Many accounts" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
});
