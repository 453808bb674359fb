import { expect, type Locator, type Page } from "@playwright/test";
import { createFlow, showWhole, steps } from "./canvas.ts";
import { debtorLike, wasKeptBack } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

interface Screen {
  readonly path: string;
  readonly heading: string | RegExp;
  /** What opens a dialog, if the screen has any. */
  readonly opens?: readonly ((page: Page) => Locator)[];
}

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).first();

const OF_THE_DESK: readonly Screen[] = [
  { path: "/", heading: /^Good day/, opens: [button("Sending on")] },
  { path: "/dashboard", heading: "Dashboard" },
  { path: "/dashboard/contacts", heading: "Contacts" },
  {
    path: "/flows",
    heading: "Flows",
    opens: [button("New flow"), (page) => page.getByRole("switch", { name: /^Four eyes/ })],
  },
  { path: "/debtors", heading: "Debtors" },
  {
    path: "/tasks",
    heading: "Inbox",
    opens: [(page) => page.getByRole("button", { name: "Teams", exact: true })],
  },
  { path: "/data-requests", heading: "Data requests" },
  { path: "/disputes", heading: "Disputes", opens: [button(/^Decide$/)] },
  {
    path: "/templates",
    heading: "Templates",
    opens: [button("New template"), button("How to pay")],
  },
  { path: "/templates/a-letter?new=letter&name=Walked", heading: "Walked" },
  { path: "/templates/a-mail?new=email&name=Walked", heading: "Walked" },
  { path: "/imports", heading: "Imports" },
  { path: "/reports", heading: "Reports", opens: [button("By e-mail")] },
  { path: "/reports?kind=collecting", heading: "Reports" },
  { path: "/experiments", heading: "Experiments", opens: [button(/: People drawn, /)] },
  { path: "/letters", heading: "Letters", opens: [button("How letters are sent")] },
  { path: "/cash", heading: "Cash", opens: [button("How money is matched")] },
  { path: "/cash/statements", heading: "Bank statements" },
  { path: "/sandbox", heading: "Sandbox" },
  { path: "/users", heading: "Users", opens: [button("Invite someone")] },
  { path: "/api-keys", heading: "API keys", opens: [button("Make a key")] },
  { path: "/webhooks", heading: "Webhooks", opens: [button("Add a webhook")] },
  { path: "/settings/providers", heading: "Providers", opens: [button("Set up a provider")] },
  { path: "/settings/agreements", heading: "Agreements" },
  { path: "/trouble", heading: "Trouble" },
  { path: "/audit", heading: "Audit log" },
  { path: "/system", heading: "System" },
];

const OF_THE_LAW: readonly Screen[] = [
  { path: "/compliance", heading: "Compliance" },
  {
    path: "/compliance/packs/za-core",
    heading: /^South Africa/,
    opens: [button("Deactivate"), (page) => page.getByRole("switch", { name: /^On/ }).first()],
  },
  { path: "/compliance/packs/gb-core", heading: /./, opens: [button("Activate")] },
  { path: "/compliance/packs/za-core/compare", heading: "What changed in the law" },
  { path: "/compliance/blocked", heading: "What the rules kept back" },
  { path: "/compliance/flows", heading: "Flows under the law of today" },
  { path: "/compliance/house-rules", heading: /./, opens: [button("Add a house rule")] },
  { path: "/compliance/holidays", heading: "Public holidays" },
  { path: "/compliance/retention", heading: "Retention" },
  { path: "/compliance/history", heading: "History of the law" },
];

for (const [which, screens] of [
  ["the desk", OF_THE_DESK],
  ["the law", OF_THE_LAW],
] as const) {
  test(`every screen of ${which}, and each dialog, can be used with assistive technology and at 200 % zoom`, async ({
    openAs,
  }) => {
    // Looking at every element of a long page takes a while.
    test.slow();
    const page = await openAs("admin");
    const faults = new Faults(page);

    for (const { path, heading, opens = [] } of screens) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await faults.look(path);
      await faults.lookZoomed(path);
      for (const [index, open] of opens.entries()) {
        await open(page).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog).toBeVisible();
        await faults.look(`${path}, dialog ${index + 1}`);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
    }

    faults.expectNone();
  });
}

test("the builder, a debtor, the bench and the live view can be used with assistive technology and at 200 % zoom", async ({
  openAs,
  installation,
}) => {
  // Looking at every element of a long page takes a while.
  test.slow();
  const page = await openAs("admin");
  const faults = new Faults(page);
  await page.goto("/compliance/bench");
  await page.getByRole("button", { name: /^A dispute is open/ }).click();
  await expect(page.getByRole("region", { name: "The verdict" })).toContainText("Not allowed");
  await page.getByRole("group", { name: "The week" }).getByRole("button").first().focus();
  await faults.look("bench");
  await faults.lookZoomed("bench");
  await page.goto(`/debtors/${await debtorLike(page, wasKeptBack)}`);
  await expect(page.getByRole("region", { name: "Next contact allowed" })).toContainText("SMS");
  await faults.look("debtor");
  await faults.lookZoomed("debtor");
  // Steps have reasons of their own, which stand elsewhere.
  await page
    .getByRole("button", { name: /^Why\? .* (?:held|not allowed)/ })
    .first()
    .click();
  // Verdicts that were given before stand folded below, each under its own law.
  await expect(
    page.getByRole("dialog").getByRole("region", { name: "Under which law" }),
  ).toBeVisible();
  await faults.look("why");
  await page.goto("/");
  await page.getByRole("link", { name: "Open the live flow" }).first().click();
  await expect(page.getByText(/in flight in version/)).toBeVisible();
  await showWhole(page);
  await steps(page).nth(4).click();
  await faults.look("live view");
  await createFlow(page, "Looked at", "Early arrears");
  await faults.look("builder");
  await faults.lookZoomed("builder", page.getByRole("tree"));
  await showWhole(page);
  await steps(page).nth(4).click();
  await page.keyboard.press("n");
  await expect(page.getByPlaceholder(/Type what should happen/)).toBeVisible();
  await faults.look("inspector and quick add");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Comments" }).click();
  await expect(page.getByLabel("Say something about this step")).toBeVisible();
  await faults.look("comments");
  await page.getByRole("link", { name: "JSON" }).click();
  await expect(page.getByRole("textbox", { name: "The flow as JSON" })).toBeAttached();
  await faults.look("JSON");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await expect(page.getByLabel("Password")).toBeVisible();
  await faults.look("sign in");
  await faults.lookZoomed("sign in");
  await page.getByLabel("E-mail").fill("admin@demo.local");
  await page.getByLabel("Password").fill(installation.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Good day/ })).toBeVisible();

  faults.expectNone();
});
