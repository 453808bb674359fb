import { expect } from "@playwright/test";
import { debtorLike, hasOneOpenEmail, owesAndIsNotHeld, wasKeptBack } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { seriousFaults } from "./serious-faults.ts";
import { showsOnHover } from "./shows-on-hover.ts";

const PACK = "/compliance/packs/za-core";
const RECOMMENDED = "Medical account: claim with the scheme";
const STATUTORY = "Debt collectors: Mon-Sat 06:00-21:00, never Sunday";

test("an admin switches a recommended rule off with a reason, and on again", async ({ openAs }) => {
  const page = await openAs("admin");
  await page.goto(PACK);
  const rule = page.getByRole("article", { name: RECOMMENDED });

  await rule.getByRole("switch", { name: /^On/ }).click();
  const off = page.getByRole("dialog", { name: "Switch this rule off?" });
  await expect(off.getByRole("button", { name: "Switch off" })).toBeDisabled();
  await off.getByLabel("Why").fill("No medical accounts here");
  await off.getByRole("button", { name: "Switch off" }).click();

  await expect(rule.getByText(/Switched off by .*“No medical accounts here”/)).toBeVisible();
  await page.getByLabel("Which rules").selectOption("Switched off");
  await expect(page.getByRole("article")).toHaveCount(1);
  await rule.getByRole("switch", { name: /^Off/ }).click();
  const on = page.getByRole("dialog", { name: "Switch this rule on?" });
  await on.getByLabel("Why").fill("We took a clinic on");
  await on.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByText("No rule is like that")).toBeVisible();
  await page.goto("/compliance/history");
  await expect(page.getByText("We took a clinic on").first()).toBeVisible();
});

test("a statutory rule has no switch and says why, with its source and how sure that is", async ({
  openAs,
}) => {
  const page = await openAs("admin");
  await page.goto(PACK);
  await page.getByLabel(/^Find a rule/).fill("za.hours.cfdc");
  const rule = page.getByRole("article", { name: STATUTORY });

  await expect(page.getByText(/^1 of \d+ rules$/)).toBeVisible();
  await expect(rule).toContainText(/never on Sunday/);
  await expect(rule.getByRole("switch")).toHaveCount(0);
  await expect(rule.getByRole("button", { name: /^Confidence [ABCG]: / }).first()).toBeVisible();
  await expect(rule.getByRole("link").first()).toHaveAttribute("href", /^https?:/);
});

test("whoever is no admin sees what may be changed, disabled and with the reason", async ({
  openAs,
}) => {
  const page = await openAs("manager");
  await page.goto(PACK);
  const rule = page.getByRole("article", { name: RECOMMENDED });

  await showsOnHover(
    page.getByRole("button", { name: "Deactivate" }),
    "Only admins change which rules apply",
  );
  await expect(rule.getByRole("switch")).toHaveAttribute("aria-disabled", "true");
  await rule.getByRole("switch").press("Space");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a draft pack is activated only by somebody who says that they know", async ({ openAs }) => {
  const page = await openAs("admin");
  await page.goto("/compliance/packs/gb-core");
  await expect(page.getByText("Counsel has not read this pack")).toBeVisible();

  await page.getByRole("button", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: /^Activate/ });
  await dialog.getByLabel("In which role").fill("Head of compliance");
  await dialog.getByLabel("Why it may be used").fill("Trial with made-up people");
  await expect(dialog.getByRole("button", { name: "Activate" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /I know that counsel has not read/ }).check();
  await dialog.getByRole("button", { name: "Activate" }).click();

  await expect(page.getByText(/Head of compliance, .*“Trial with made-up people”/)).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("The trial is over");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("button", { name: "Activate" })).toBeVisible();
});

test("a house rule is added in a form that says it in words, and then speaks in the bench", async ({
  openAs,
}) => {
  const page = await openAs("admin");
  await page.goto("/compliance/house-rules");
  await page.getByRole("button", { name: "Add a house rule" }).click();
  const form = page.getByRole("dialog", { name: "Add a house rule" });
  await form.getByLabel("Name").fill("One visit a month");
  await form.getByLabel("What it limits").selectOption("How often contact is made");
  await form.getByLabel("At most").fill("1");
  await form.getByLabel("In", { exact: true }).fill("30");
  await form.getByRole("button", { name: "Visit" }).click();
  await expect(form.getByRole("status", { name: "The rule in words" })).toContainText(
    "visit is made at most 1 time in 30 days to one person",
  );
  await form.getByRole("button", { name: "Add the rule" }).click();
  await expect(form.getByText("Say why the house wants this rule")).toBeVisible();
  await form.getByLabel("Why").fill("Visits cost too much");
  await form.getByRole("button", { name: "Add the rule" }).click();
  await expect(form).toBeHidden();
  const listed = page.getByRole("listitem").filter({ hasText: "One visit a month" });
  await expect(listed.getByText("In force")).toBeVisible();

  await page.goto("/compliance/bench");
  await page.getByLabel("Channel", { exact: true }).selectOption("Visit");
  await page.getByText("Earlier contacts").click();
  await page.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByRole("region", { name: "The verdict" })).toContainText("Has to wait");
  await expect(
    page.getByRole("region", { name: "Rules that spoke" }).getByText("One visit a month"),
  ).toBeVisible();

  await page.goto("/compliance/house-rules");
  await listed.getByRole("button", { name: "End it" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("The trial is over");
  await page.getByRole("dialog").getByRole("button", { name: "End the rule" }).click();
  await expect(listed.getByText("Ended", { exact: true })).toBeVisible();
});

test("the bench keeps its case in the address, and its week is walked with the arrow keys", async ({
  openAs,
}) => {
  const page = await openAs("manager");
  await page.goto("/compliance/bench");
  await page.getByRole("button", { name: /^An SMS on a Sunday/ }).click();
  const verdict = page.getByRole("region", { name: "The verdict" });
  await expect(page).toHaveURL(/case=/);

  await page.reload();
  await expect(verdict).toContainText(/Has to wait.*until Monday/);
  const week = page.getByRole("group", { name: "The week" });
  await week.getByRole("button").first().focus();
  await expect(week.locator(":focus")).toHaveAccessibleName(/^Sunday.*has to wait$/);
  await page.keyboard.press("ArrowRight");
  const detail = page.getByRole("region", { name: /The week/ }).getByRole("status");
  await expect(detail).toContainText("Debt collectors: Mon-Sat 06:00-21:00");
  await page.keyboard.press("ArrowDown");
  await expect(week.locator(":focus")).toHaveAccessibleName(
    /^Monday.*06:00 to 08:00: has to wait$/,
  );
  await expect(detail).toContainText("Recommended: Mon-Fri 08:00-20:00");
  await expect(detail).not.toContainText("Debt collectors: Mon-Sat 06:00-21:00");
  await page.keyboard.press("ArrowDown");
  await expect(week.locator(":focus")).toHaveAccessibleName(/^Monday.*08:00 to 20:00: allowed$/);

  await page.getByText("The week as a table").click();
  await expect(
    page.getByRole("row", { name: /Monday.*06:00 to 08:00 has to wait Recommended/ }),
  ).toBeVisible();
});

test("what a rule kept back on a debtor's timeline says which rule, with its source and its law", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto(`/debtors/${await debtorLike(page, wasKeptBack)}`);
  const kept = page.getByRole("button", { name: /^Why\? .*(held until|not allowed)/ }).first();

  await kept.click();

  const drawer = page.getByRole("dialog", { name: "Why?" });
  const rules = drawer.getByRole("region", { name: "Rules that spoke" });
  await rules.getByText("What the rule says, and where it stands").first().click();
  await expect(rules.getByRole("list", { name: "Sources" }).first()).toBeVisible();
  await expect(drawer.getByRole("region", { name: "Under which law" })).toContainText(
    /Revision \d/,
  );
  await expect(drawer.getByRole("region", { name: "What was known" })).toContainText("Time zone");
  await expect(page).toHaveURL(/why=/);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
});

test("a debtor's next contact is told for each channel, and a hold placed by hand changes it at once", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto(`/debtors/${await debtorLike(page, owesAndIsNotHeld)}`);
  const next = page.getByRole("region", { name: "Next contact allowed" });
  await expect(next.getByText("SMS").first()).toBeVisible();

  await page.getByRole("button", { name: "Place a hold" }).click();
  const dialog = page.getByRole("dialog", { name: "Place a hold" });
  await dialog.getByLabel("Why").selectOption("deceased");
  await dialog.getByRole("button", { name: "Place the hold" }).click();

  const holds = page.getByRole("region", { name: "Holds" });
  await expect(holds.getByText("Deceased")).toBeVisible();
  await expect(next.getByText("Not until something changes").first()).toBeVisible();
  await holds.getByRole("button", { name: "Lift Deceased" }).click();
  await page.getByRole("dialog").getByLabel("What ended it").selectOption("placed_by_mistake");
  expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
  await page.getByRole("dialog").getByLabel("Document that shows it").fill("call-2026/114");
  await page.getByRole("dialog").getByRole("button", { name: "Lift the hold" }).click();
  await expect(holds.getByText("Deceased")).toBeHidden();
});

test("an opt-out is recorded at an address, and only the debtor's own act ends it", async ({
  openAs,
}) => {
  const page = await openAs("specialist");
  await page.goto(`/debtors/${await debtorLike(page, hasOneOpenEmail)}`);
  const addresses = page.getByRole("region", { name: "Addresses" });

  await addresses.getByRole("button", { name: /^Record an opt-out: E-mail/ }).click();
  const no = page.getByRole("dialog", { name: "Record an opt-out" });
  await no.getByLabel("How they said it").selectOption("In a letter");
  await no.getByRole("button", { name: "Record it" }).click();

  await expect(addresses.getByText("Opted out")).toBeVisible();
  await addresses.getByRole("button", { name: /^Record an opt-in: E-mail/ }).click();
  const yes = page.getByRole("dialog", { name: "They want to hear from us again" });
  await expect(yes.getByRole("button", { name: "Record it" })).toBeDisabled();
  expect(await seriousFaults(page, '[role="dialog"]')).toEqual([]);
  await yes.getByLabel("Document that shows it").fill("letter-2026/114");
  await yes.getByRole("button", { name: "Record it" }).click();
  await expect(addresses.getByText("Opted out")).toBeHidden();
});
