import { expect } from "@playwright/test";
import { test } from "./desk.ts";

test("an admin makes a key that is shown once, and takes it back", async ({ openAs }) => {
  const page = await openAs("admin");
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What the system is called").fill("Dialer 1");
  await expect(dialog.getByText(/^Use 2 to 40 lower-case letters/)).toBeVisible();
  await dialog.getByLabel("What the system is called").fill("dialer-1");
  await expect(dialog.getByRole("button", { name: "Make the key" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /^Ask whether somebody may be contacted/ }).check();
  await dialog.getByRole("button", { name: "Make the key" }).click();

  await expect(dialog.getByLabel("Key", { exact: true })).toHaveValue(/^ffk_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  const inUse = page.getByRole("list", { name: "Keys in use" });
  await expect(inUse.getByText("dialer-1", { exact: true })).toBeVisible();
  await expect(page.getByText("ffk_")).toHaveCount(0);
  await inUse.getByRole("button", { name: "Revoke the key of dialer-1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("No other system has a key")).toBeVisible();
  await page.getByText("Revoked (1)").click();
  await expect(page.getByRole("list", { name: "Revoked keys" })).toContainText("dialer-1");
});

test("whoever is no admin does not find the keys, and may see how the law stands", async ({
  openAs,
}) => {
  const page = await openAs("manager", "/");
  const main = page.getByRole("navigation", { name: "Main" });

  await expect(main.getByRole("link", { name: "API keys" })).toHaveCount(0);
  await main.getByRole("link", { name: "System" }).click();
  await expect(
    page.getByRole("row", { name: /South Africa.*\d{4}\.\d{2}\.\d+.*Active/ }),
  ).toBeVisible();
});
