import { expect, type Page } from "@playwright/test";
import { createFlow, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("a flow is drawn, mended and submitted without a mouse", async ({ openAs }) => {
  const page = await openAs("editor");
  await page.goto("/flows");
  await press(page, page.getByRole("button", { name: "New flow" }));
  await page.keyboard.type("By keyboard alone");
  await press(page, page.getByRole("button", { name: "Make the flow" }));
  await press(page, page.getByRole("button", { name: "Add the start" }));

  // The new step's first field has the focus.
  await expect(page.getByLabel("What brings accounts in")).toBeFocused();
  await page.getByLabel("What brings accounts in").selectOption("manual");
  await add(page, "Start", "condition");
  await page.getByRole("button", { name: /^(?:\+|Add a) rule$/i }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Value").focus();
  await page.keyboard.type("30");
  await expect(step(page, "Condition")).toHaveAccessibleName(/days past due is at least 30/);

  await add(page, "Condition", "wait");
  await add(page, "Wait", "goal");
  await add(page, "Condition", "end");

  await expect(steps(page)).toHaveCount(5);
  await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Submit", exact: true }));
  await page.keyboard.type("Drawn without a mouse");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Submit" }));
  await expect(page.getByText(/submitted this draft/)).toBeVisible();
});

test("what one submitted another approves and publishes, without a mouse", async ({ openAs }) => {
  const page = await openAs("editor");
  await createFlow(page, "Published by keyboard", "Pre-due reminder");
  await press(page, page.getByRole("button", { name: "Submit", exact: true }));
  await page.keyboard.type("Reminds before it is due");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Submit" }));
  await press(page, page.getByRole("button", { name: "Review" }));
  // Whoever submitted it reads the review, and decides nothing.
  await expect(page.getByText("Admins approve and publish. This is to read.")).toBeVisible();

  const other = await openAs("admin");
  await other.goto(page.url());
  await expect(other.getByRole("list", { name: "Changes in words" })).toBeVisible();
  await press(other, other.getByRole("button", { name: "Approve" }));
  await expect(other.getByText(/approved this draft/)).toBeVisible();
  await press(other, other.getByRole("button", { name: "Publish" }));

  await expect(other.getByText("v1 live")).toBeVisible();
});

test("arrows walk the flow, Delete goes on at the step before, F6 goes round the regions", async ({
  openAs,
}) => {
  const page = await openAs("admin");
  await createFlow(page, "Walked", "Pre-due reminder");
  await steps(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const walked = page.locator(":focus");
  await expect(walked).toHaveAccessibleName(/^Step 2,/);
  const count = await steps(page).count();

  // It leads to several steps, so one says which of them takes its place.
  await page.keyboard.press("Delete");
  await press(page, page.getByRole("button", { name: /go on with/ }).first());

  await expect(steps(page)).toHaveCount(count - 1);
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step 1,/);
  await page.keyboard.press("F6");
  await expect(page.getByRole("complementary", { name: "Settings" }).locator(":focus")).toHaveCount(
    1,
  );
});

/** Only the keyboard: focus, then Enter. */
async function press(page: Page, control: ReturnType<Page["getByRole"]>): Promise<void> {
  await control.focus();
  await page.keyboard.press("Enter");
}

/** Adds a step after another by N, typing and Enter. */
async function add(page: Page, after: string, type: string): Promise<void> {
  await step(page, after).focus();
  await page.keyboard.press("Escape");
  await step(page, after).focus();
  await page.keyboard.press("n");
  await page.getByPlaceholder(/Type what should happen/).fill(type);
  await page.keyboard.press("Enter");
}

test("Enter opens the settings of a step, and Escape comes back to it", async ({ openAs }) => {
  const page = await openAs("admin");
  await createFlow(page, "There and back", "Pre-due reminder");
  await page.getByRole("button", { name: "Hide the settings" }).click();
  await steps(page).nth(1).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");

  const settings = page.getByRole("complementary", { name: "Settings" });
  await expect(settings.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Step \d+,/);
});
