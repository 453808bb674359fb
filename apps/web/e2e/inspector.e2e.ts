import { expect, type Page } from "@playwright/test";
import { createFlow, palette, step, steps } from "./canvas.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

test("the list of problems leads to the field that is to be mended, or to the way out", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Has problems");
  await page.getByRole("button", { name: "Add the start" }).click();
  await addSms(page);
  await page.getByRole("button", { name: "Open the list of problems" }).click();
  const problems = page.getByRole("region", { name: "Problems" });

  await problems.getByRole("button", { name: /Choose the segment that enters/ }).click();
  const segment = inspector(page).getByRole("combobox", { name: "Segment" });
  await expect(segment).toBeFocused();
  await expect(segment).toHaveAccessibleDescription("Choose the segment that enters");

  await problems.getByRole("button", { name: /Choose a template/ }).click();
  await expect(inspector(page).getByRole("combobox", { name: "Template" })).toBeFocused();

  await problems.getByRole("button", { name: /The way out “Sent” leads nowhere/ }).click();
  await expect(inspector(page).getByRole("combobox", { name: "Sent" })).toBeFocused();
  await expect(inspector(page).getByRole("tab", { name: "Where it leads" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("a message says when the law will hold it, and by which rules, as its purpose changes", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Held by law");
  await page.getByRole("button", { name: "Add the start" }).click();
  await addSms(page);
  const law = inspector(page).getByRole("region", { name: "What the law will do" });

  await expect(law).toContainText(/May be held on Sundays, before 08:00 and after 20:00/);
  await expect(
    law.getByRole("link", { name: /^Recommended: Mon-Fri 08:00-20:00/ }),
  ).toHaveAttribute("href", /\/compliance\/packs\/za-core\?rule=za\.hours\.recommended/);
  await inspector(page)
    .getByRole("combobox", { name: "Purpose" })
    .selectOption({ label: "An answer to what they asked" });
  await expect(law).not.toContainText("Sundays");
});

test("a wait says until when it lasts for whoever comes now, as it is changed", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "Until when");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  const forecast = inspector(page).getByRole("region", { name: "Until when that is" });
  await expect(forecast).toContainText(/^Whoever comes here now goes on \w+day /);

  await inspector(page)
    .getByRole("combobox", { name: "Wait for or until" })
    .selectOption({ label: "Around a date of the account" });

  await expect(forecast).toContainText(/^Of 20 accounts drawn by lot, /);
  await inspector(page).getByRole("textbox", { name: "Days" }).fill("");
  await expect(forecast).toBeHidden();
});

test("settings are edited as text too, and nothing typed there touches the canvas", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await createFlow(page, "As text");
  await palette(page)
    .getByRole("button", { name: /^Wait Let/ })
    .click();
  await inspector(page).getByRole("tab", { name: "Advanced" }).click();
  const editor = inspector(page).getByRole("textbox", { name: /^The settings of “Wait” as JSON/ });
  await expect(editor).toBeAttached();

  await editor.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(inspector(page).getByText(/^Not taken over yet: /)).toBeVisible();
  await expect(steps(page)).toHaveCount(1);
  await page.keyboard.insertText('{ "kind": "days", "days": 9 }');

  await expect(step(page, "Wait")).toHaveAccessibleName(/Wait 9 days/);
  await inspector(page).getByRole("tab", { name: "Setup" }).click();
  await expect(inspector(page).getByLabel("How long")).toHaveValue("9");
});

test("the settings of a message are without serious faults for assistive technology", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  const faults = new Faults(page);
  await createFlow(page, "Settings looked at");
  await addSms(page);
  await expect(inspector(page).getByRole("region", { name: "What the law will do" })).toContainText(
    "May be held",
  );
  await faults.look("setup");
  await inspector(page).getByRole("tab", { name: "Advanced" }).click();
  await expect(inspector(page).getByRole("textbox", { name: /as JSON/ })).toBeAttached();
  await faults.look("advanced");
  await inspector(page).getByRole("tab", { name: "Help" }).click();
  await faults.look("help");
  await palette(page)
    .getByRole("button", { name: /^Condition/ })
    .click();
  await inspector(page).getByRole("button", { name: "Add a rule" }).click();
  await faults.look("condition");

  faults.expectNone();
});

function inspector(page: Page) {
  return page.getByRole("complementary", { name: "Settings" });
}

async function addSms(page: Page): Promise<void> {
  await palette(page).getByRole("button", { name: /^SMS/ }).click();
}
