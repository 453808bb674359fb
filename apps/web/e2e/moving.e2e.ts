import { expect } from "@playwright/test";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("people are moved to the live version: planned by one, started by another, followed, and taken back", async ({
  openAs,
}) => {
  test.slow();
  const editor = await openAs("editor");
  const faults = new Faults(editor);
  await editor.goto("/flows");
  await editor.getByRole("link", { name: "Early arrears" }).first().click();
  await editor.goto(`${new URL(editor.url()).pathname}/versions?version=6`);
  await editor.getByRole("button", { name: "Move people" }).click();
  await expect(editor.getByRole("heading", { name: "Where they stand" })).toBeVisible();
  const wait = editor.getByRole("listitem").filter({ hasText: "A week of grace" }).first();
  await wait.getByRole("combobox").selectOption({ label: "Stay in version 6" });
  const stay = editor.getByRole("button", { name: /stay$/ });
  await stay.click();
  await expect(editor.getByText("What it means for those who stay")).toBeVisible();
  await stay.click();
  await faults.look("planning a move of people");
  await faults.lookZoomed("planning a move of people");
  await editor.getByLabel("Why they are moved").fill("One version is enough");
  await editor.getByRole("button", { name: /^Plan this move of/ }).click();
  await expect(editor.getByText("so somebody else has to start it")).toBeVisible();

  const admin = await openAs("admin");
  const after = new Faults(admin);
  await admin.goto(editor.url());
  await admin.getByRole("button", { name: "Start moving" }).click();
  await expect(admin.getByText("Done", { exact: true })).toBeVisible({ timeout: 30_000 });
  await admin.getByRole("button", { name: "Take it back" }).click();
  await admin.getByLabel("Why").fill("It was a try");
  await after.look("taking a move back", '[role="dialog"]');
  await admin.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await expect(admin.getByText("Taken back", { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  });
  await after.look("a move of people");
  faults.expectNone();
  after.expectNone();
});
