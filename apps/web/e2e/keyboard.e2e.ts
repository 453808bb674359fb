import { expect, type Page } from "@playwright/test";
import { createFlow, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";

test("a flow is drawn, mended, submitted, approved and published without a mouse", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  const clicks = [await countPointers(page)];
  await page.goto("/flows");
  await press(page, page.getByRole("button", { name: "New flow" }));
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type("By keyboard alone");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("button", { name: "Add the start" }));

  // The new step's first field has the focus.
  await expect(page.getByLabel("What brings accounts in")).toBeFocused();
  await add(page, "Start", "condition");
  await add(page, "Condition", "wait");
  await add(page, "Wait", "payment link");
  await add(page, "Payment link", "goal");
  await add(page, "Condition", "sms");
  await add(page, "SMS", "wait for");
  await add(page, "Wait for", "end");
  await expect(steps(page)).toHaveCount(8);

  const problems = page.getByRole("region", { name: "Problems" });
  await press(page, page.getByRole("button", { name: "Open the list of problems" }));
  await press(page, problems.getByRole("button", { name: /Choose the segment that enters/ }));
  await expect(page.locator(":focus")).toHaveAccessibleName("Segment");
  await page.keyboard.press("ArrowDown");
  await press(page, problems.getByRole("button", { name: /Choose a template/ }));
  await expect(page.locator(":focus")).toHaveAccessibleName("Template");
  await page.keyboard.press("ArrowDown");
  await press(page, problems.getByRole("button", { name: /“Yes”|"Yes"|rule/ }).first());
  await press(page, page.getByRole("button", { name: /^(?:\+|Add a) rule$/i }));
  await page.getByLabel("Value").focus();
  await page.keyboard.type("30");
  await expect(step(page, "Condition")).toHaveAccessibleName(/days past due is at least 30/);
  await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Submit", exact: true }));
  await page.keyboard.type("Drawn without a mouse");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Submit" }));
  await press(page, page.getByRole("button", { name: "Review" }));
  // Whoever submitted it reads the review, and decides nothing.
  // The buttons that wait for an admin give the same reason, to those who listen.
  await expect(
    page.getByText("Admins approve and publish. This is to read.").first(),
  ).toBeVisible();

  const other = await openAs("admin");
  clicks.push(await countPointers(other));
  await other.goto(page.url());
  await expect(other.getByRole("list", { name: "Changes in words" })).toBeVisible();
  await press(other, other.getByRole("button", { name: "Approve" }));
  await expect(other.getByText(/approved this draft/)).toBeVisible();
  await press(other, other.getByRole("button", { name: "Publish" }));

  await expect(other.getByText("v1 live")).toBeVisible();
  expect(clicks.map((each) => each.count)).toEqual([0, 0]);
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

/** Counts what a mouse, a pen or a finger does in a window, also after it has loaded another page. */
async function countPointers(page: Page): Promise<{ readonly count: number }> {
  const counted = { count: 0 };
  await page.exposeFunction("countPointer", () => {
    counted.count += 1;
  });
  await page.addInitScript(() => {
    const count: unknown = Reflect.get(globalThis, "countPointer");
    if (typeof count !== "function") return;
    for (const kind of ["mousedown", "pointerdown"]) {
      globalThis.addEventListener(kind, () => count(), { capture: true });
    }
  });
  return counted;
}

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
