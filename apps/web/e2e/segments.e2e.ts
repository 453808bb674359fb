import { expect, type Locator } from "@playwright/test";
import { createFlow, palette, step } from "./canvas.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("an if-then is changed rule by rule, and its sentence and its count of accounts follow", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "If this, then that");
  await page.getByRole("button", { name: "Add the start" }).click();
  await palette(page)
    .getByRole("button", { name: /^Condition/ })
    .click();
  const inspector = page.getByRole("complementary", { name: "Settings" });
  await inspector.getByRole("button", { name: "Add a rule" }).click();
  await inspector
    .getByRole("combobox", { name: "How it is compared" })
    .selectOption({ label: "is more than" });
  await inspector.getByRole("textbox", { name: "Value" }).fill("30");
  await expect(inspector.getByText("Accounts where days past due is more than 30.")).toBeVisible();
  const before = await countIn(inspector);

  await inspector.getByRole("textbox", { name: "Value" }).fill("60");
  await expect(inspector.getByText("Accounts where days past due is more than 60.")).toBeVisible();
  await expect.poll(() => countIn(inspector)).toBeLessThan(before);
  const over60 = await countIn(inspector);
  await inspector.getByRole("button", { name: "Add a rule" }).click();
  await inspector.getByRole("combobox", { name: "What is asked about" }).nth(1).selectOption({
    label: "Open dispute",
  });
  await inspector.getByRole("combobox", { name: "How it is compared" }).nth(1).selectOption({
    label: "is true",
  });

  await expect(
    inspector.getByText("Accounts where days past due is more than 60 and open dispute is true."),
  ).toBeVisible();
  await expect.poll(() => countIn(inspector)).toBeLessThan(over60);
  await inspector.getByRole("textbox", { name: "Name", exact: true }).fill("Long and disputed");
  await expect(step(page, "Condition")).toHaveAccessibleName(/Long and disputed/);
});

test("a change of a segment tells who enters and leaves before it is saved, and both versions stay", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await page.goto("/segments");
  await page.getByRole("button", { name: "New segment" }).click();
  const made = page.getByRole("dialog", { name: "New segment" });
  await made.getByLabel("Name").fill("Somewhat late");
  await made.getByRole("textbox", { name: "Value" }).fill("20");
  await expect(made.getByRole("status")).toHaveText(/of [\d\s]+ accounts now/);
  await made.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Somewhat late" })).toBeVisible();
  const size = await countIn(page.getByRole("main"));

  await page.getByRole("button", { name: "Change", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: 'Segment "Somewhat late"' });
  await expect(dialog.getByRole("status")).toContainText("Nobody enters or leaves.");
  await dialog.getByRole("textbox", { name: "Value" }).fill("40");
  const words = dialog.getByRole("status");
  await expect(words).toHaveText(/Saving it, 0 accounts enter and [\d\s]+ leaves?\.$/);
  const leaving = Number(
    /and ([\d\s]+) leave/.exec(await words.innerText())?.[1]?.replaceAll(/\s/g, ""),
  );
  await dialog.getByRole("button", { name: "Save segment" }).click();
  await expect(dialog).toBeHidden();

  await expect.poll(() => countIn(page.getByRole("main"))).toBe(size - leaving);
  const versions = page.getByRole("region", { name: "Versions" }).getByRole("listitem");
  await expect(versions).toHaveText([/^v2.*at least 40/, /^v1.*at least 20/]);
  await expect(page.getByRole("region", { name: "Some of them" }).getByRole("row")).toHaveCount(11);
  await page.getByRole("button", { name: "Use version 1 again" }).click();
  await expect(dialog.getByRole("status")).toContainText(/Saving it, [\d\s]+ accounts enter/);
  await expect(dialog.getByRole("textbox", { name: "Value" })).toHaveValue("20");
  await page.keyboard.press("Escape");
});

test("a segment that is chosen in a step shows whom it takes in, and is then known to be used there", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await page.goto("/segments");
  const row = page.getByRole("row").nth(1);
  const name = await row.getByRole("link").innerText();
  await createFlow(page, "Chooses a segment");
  await page.getByRole("button", { name: "Add the start" }).click();
  const inspector = page.getByRole("complementary", { name: "Settings" });

  await inspector.getByRole("combobox", { name: "Segment" }).selectOption({ label: name });

  await expect(step(page, "Start")).toHaveAccessibleName(new RegExp(`“${name}”`));
  await expect(inspector.getByText(/^Accounts where /)).toBeVisible();
  await expect(inspector.getByRole("status")).toHaveText(/of [\d\s]+ accounts now/);
  await expect(page.getByText(/^Saved .* - draft \d+/)).toBeVisible();
  await page.goto(`/segments?search=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(
    page
      .getByRole("region", { name: "Where it is used" })
      .getByRole("listitem")
      .filter({ hasText: "Chooses a segment" }),
  ).toHaveText(/Step “Start”.*Draft/);
});

test("the screens of segments are without serious faults for assistive technology", async ({
  openAs,
}) => {
  const page = await openAs("admin");
  const faults = new Faults(page);

  await page.goto("/segments");
  await expect(page.getByRole("heading", { level: 1, name: "Segments" })).toBeVisible();
  await expect(page.getByText("Counting")).toHaveCount(0);
  await faults.look("list");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByRole("region", { name: "Some of them" }).getByRole("row")).toHaveCount(11);
  await expect(page.getByRole("region", { name: "Also in" })).toBeVisible();
  await faults.look("segment");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("accounts now");
  await faults.look("dialog");

  faults.expectNone();
});

/** The count of accounts beside a condition, once it is known. */
async function countIn(place: Locator): Promise<number> {
  const words = place.getByRole("status").filter({ hasText: "now" }).first();
  await expect(words.locator(".opacity-60")).toHaveCount(0);
  const text = await words.innerText();
  return Number(/^([\d\s]+) of/.exec(text)?.[1]?.replaceAll(/\s/g, ""));
}
