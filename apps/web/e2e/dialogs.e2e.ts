import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { createFlow, isSaved, showWhole, step, steps } from "./canvas.ts";
import { changeAtServer } from "./change-at-server.ts";
import { debtorLike, hasOneOpenEmail } from "./debtor-like.ts";
import { test } from "./desk.ts";
import { Faults } from "./faults.ts";

/* Dialogs and menus that no other test looks at. Whoever adds one looks at it here or where it is used. */

test("the small dialogs of the desk can be used with assistive technology", async ({ openAs }) => {
  test.slow();
  const page = await openAs("admin", "/users");
  const dialogs = new Dialogs(page);

  await dialogs.look("account", () => page.getByRole("button", { name: /^Account of/ }).click());
  await page.goto("/compliance/packs/za-core");
  await dialogs.look("letters of citations", () => page.getByText("What the letters mean").click());
  await page.goto("/settings/providers");
  await dialogs.look("kind of provider", () =>
    page.getByRole("button", { name: "Set up a provider" }).first().click(),
  );
  await page.getByRole("button", { name: "Set up a provider" }).first().click();
  await dialogs.look("provider", () =>
    page.getByRole("dialog").getByRole("listitem").first().getByRole("button").click(),
  );
  const added = await changeAtServer(page, "POST", "/api/providers", {
    kind: "twilio",
    name: "Looked at",
    config: { accountSid: `AC${"1".repeat(32)}`, sender: { kind: "number", from: "+27600000000" } },
    portfolioIds: [],
    secrets: { authToken: "a token" },
  });
  const { id: provider } = z.object({ id: z.string() }).parse(added);
  await page.reload();
  await dialogs.look("exchanging a secret", () =>
    page
      .getByRole("button", { name: /^Exchange the .* of Looked at$/ })
      .first()
      .click(),
  );
  await page.getByRole("button", { name: "More about Looked at" }).click();
  await dialogs.look("removing a provider", () =>
    page.getByRole("menuitem", { name: "Remove" }).click(),
  );
  await changeAtServer(page, "DELETE", `/api/providers/${provider}`);
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  await page.getByRole("dialog").getByLabel("What the system is called").fill("made-for-a-look");
  await page.getByRole("dialog").getByRole("checkbox").first().check();
  await dialogs.look("key that is shown once", () =>
    page.getByRole("dialog").getByRole("button", { name: "Make the key" }).click(),
  );
  await dialogs.look("revoke", () =>
    page
      .getByRole("button", { name: /^Revoke the key/ })
      .first()
      .click(),
  );
  await page.goto(`/debtors/${await debtorLike(page, hasOneOpenEmail)}`);
  await dialogs.look("hold", () => page.getByRole("button", { name: "Place a hold" }).click());
  await dialogs.look("opt-out", () =>
    page.getByRole("button", { name: /^Record an opt-out: E-mail/ }).click(),
  );
  await dialogs.look("erasing", () =>
    page.getByRole("button", { name: "Erase this person" }).click(),
  );

  dialogs.expectNone();
});

test("the small dialogs of the builder can be used with assistive technology", async ({
  openAs,
}) => {
  test.slow();
  const page = await openAs("editor");
  const dialogs = new Dialogs(page);
  await createFlow(page, "Dialogs of all kinds", "Late arrears");
  await isSaved(page);

  await dialogs.look("keys", () => page.getByRole("button", { name: "Keys" }).click());
  await dialogs.look("versions", () => page.getByRole("button", { name: /^Not live yet/ }).click());
  await dialogs.look("submit", () =>
    page.getByRole("button", { name: "Submit", exact: true }).click(),
  );
  await showWhole(page);
  await step(page, "What now?").click();
  await dialogs.look("step", () =>
    page.getByRole("button", { name: "More about this step" }).click(),
  );
  await step(page, "What now?").focus();
  await dialogs.look("which branch survives", () => page.keyboard.press("Delete"));
  await step(page, "A month late").click();
  await dialogs.look("template", () =>
    page
      .getByRole("complementary", { name: "Settings" })
      .getByRole("button", { name: "Edit" })
      .first()
      .click(),
  );
  await step(page, "31 days late").click();
  await dialogs.look("segment", () =>
    page
      .getByRole("complementary", { name: "Settings" })
      .getByRole("button", { name: "New segment" })
      .first()
      .click(),
  );
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await dialogs.look("answers", () =>
    page.getByRole("button", { name: "More", exact: true }).click(),
  );
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await dialogs.look("scenario", () =>
    page.getByRole("button", { name: "Save this run as a scenario" }).click(),
  );
  await page.goto("/flows");
  await page.getByRole("link", { name: "Early arrears" }).first().click();
  await expect(steps(page).first()).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/versions?version=6`);
  await dialogs.look("operations", () => page.getByRole("button", { name: "This flow" }).click());
  await dialogs.look("restore", () =>
    page.getByRole("button", { name: "Restore as draft" }).click(),
  );

  dialogs.expectNone();
});

test("an example that brings other words than are here asks which to use", async ({ openAs }) => {
  const page = await openAs("editor");
  const faults = new Faults(page);
  await createFlow(page, "Medical as it comes", "Medical account");
  await changeAtServer(page, "PUT", "/api/segments/medical-overdue", {
    name: "Medical, our way",
    criteria: { kind: "all", of: [] },
  });
  await page.goto("/flows");
  await page.getByRole("button", { name: "New flow" }).click();
  const dialog = page.getByRole("dialog", { name: "New flow" });
  await dialog.getByRole("radio", { name: /^Medical account/ }).click();
  await dialog.getByLabel("Name").fill("Medical with our words");

  await dialog.getByRole("button", { name: "Use this flow" }).click();

  const useOwn = dialog.getByRole("button", { name: "Use the ones that are here" });
  await expect(useOwn).toBeVisible();
  await faults.look("clash", '[role="dialog"]');
  faults.expectNone();
  await useOwn.click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Medical with our words" }),
  ).toBeVisible();
  await expect(steps(page).filter({ hasText: "Medical, our way" })).not.toHaveCount(0);
});

/** Opens one after another, looks at it alone, and closes it. */
class Dialogs {
  readonly #page: Page;
  readonly #faults: Faults;

  constructor(page: Page) {
    this.#page = page;
    this.#faults = new Faults(page);
  }

  async look(name: string, open: () => Promise<void>): Promise<void> {
    await open();
    const shown = this.#page.locator(SHOWN).last();
    await expect(shown).toBeVisible();
    await this.#faults.look(name, SHOWN);
    await this.#page.keyboard.press("Escape");
    await expect(this.#page.locator(SHOWN)).toHaveCount(0);
  }

  expectNone(): void {
    this.#faults.expectNone();
  }
}

const SHOWN = '[role="dialog"], [role="menu"]';
