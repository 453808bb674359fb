import { expect } from "@playwright/test";
import { test } from "./desk.ts";

test("a dispute is taken and decided by keys, with what it does told before the click", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto("/disputes");
  const cases = page.getByRole("list", { name: "Disputes" }).getByRole("link");
  await cases.first().focus();

  await page.keyboard.press("j");
  await expect(cases.nth(1)).toBeFocused();
  const who = (await cases.nth(1).textContent()) ?? "";
  const open = page.getByRole("article", { name: who });
  await page.keyboard.press("a");
  await expect(open.getByRole("button", { name: "Give back" })).toBeVisible();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("How it is decided").selectOption("Partly accepted");
  await dialog.getByLabel(/^Take off the debt/).fill("10");
  await expect(dialog.getByRole("region", { name: "What this does" })).toContainText("becomes");
  await dialog.getByLabel("What they are told").fill("You are right about the fees.");
  await dialog.getByRole("button", { name: "Decide and send" }).click();

  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Decided", exact: true }).click();
  await expect(page.getByRole("article", { name: who })).toContainText("R 10.00 taken off");
});
