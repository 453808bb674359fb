import { expect, type Locator, type Page } from "@playwright/test";
import { isSaved, palette, step } from "./canvas.ts";
import type { Hand } from "./hand.ts";

const FIRST_FLOW = "My first flow";

/** A part of the walk: what one wants, and how it is clicked. Words and clicks stand together, so that both stay true. */
export interface Stretch {
  readonly title: string;
  /** Markdown. What is written on the screen stands in bold. */
  readonly words: string;
  /** The file of its picture, without the ending. */
  readonly picture: string;
  readonly walk: (page: Page, hand: Hand) => Promise<void>;
  /** What is done after the picture was taken, such as closing what it shows. */
  readonly leave?: (page: Page, hand: Hand) => Promise<void>;
}

/** "SMS two days before due; if the date passes, e-mail; if disputed, pause and give it to a specialist; if paid, stop." */
export const firstFlow: readonly Stretch[] = [
  {
    title: "Make an empty flow",
    words:
      "Open **Flows** on the left, click **New flow**, type a name and click **Make the flow**. Six flows to start from are there too; this time you draw your own.",
    picture: "new-flow",
    walk: async (page, hand) => {
      await hand.click(page.getByRole("link", { name: "Flows", exact: true }));
      await hand.click(page.getByRole("button", { name: "New flow" }));
      await hand.type(page.getByRole("dialog").getByLabel("Name"), FIRST_FLOW);
      await expect(page.getByRole("radio", { name: /^Medical account/ })).toBeAttached();
    },
    leave: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Make the flow" }));
    },
  },
  {
    title: "Say who enters",
    words:
      "Click **Add the start**, then **New segment**. A segment is a named question about accounts: here, everything that is due in two days or more. The sentence below the rule says it in words, with how many accounts are in it now. **Save segment**.",
    picture: "who-enters",
    walk: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Add the start" }));
      await hand.click(page.getByRole("button", { name: "New segment" }));
      const dialog = page.getByRole("dialog", { name: "New segment" });
      await hand.type(dialog.getByLabel("Name"), "Not due yet");
      await hand.choose(dialog.getByLabel("What is asked about"), "Days until due");
      await hand.choose(dialog.getByLabel("How it is compared"), "is at least");
      await hand.type(dialog.getByLabel("Value"), "2");
      await expect(dialog.getByText(/days until due is at least 2/)).toBeVisible();
      await expect(dialog.getByRole("status")).not.toHaveText("Counting accounts");
    },
    leave: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Save segment" }));
      await expect(step(page, "Start")).toHaveAccessibleName(/“Not due yet”/);
    },
  },
  {
    title: "Wait until two days before it is due",
    words:
      "Click **Wait** in the list of steps on the left: it goes below the start. On the right choose **Around a date of the account**. It says already: two days before the due date, at 09:00 where the customer lives.",
    picture: "two-days-before",
    walk: async (page, hand) => {
      await addStep(page, hand, /^Wait Let/);
      await hand.choose(page.getByLabel("Wait for or until"), "Around a date of the account");
      await expect(step(page, "Wait")).toHaveAccessibleName(/2 days before the due date/);
    },
  },
  {
    title: "Send the SMS",
    words:
      "Click **SMS**, then **New template**. Type the text, and put what is known of the account between the words with **Insert a field**. **Save template**. When the law does not let it go out at that hour, it waits until it may.",
    picture: "sms",
    walk: async (page, hand) => {
      await addStep(page, hand, /^SMS/);
      await hand.click(page.getByRole("button", { name: "New template" }));
      const dialog = page.getByRole("dialog", { name: "New SMS template" });
      await hand.type(dialog.getByLabel("Name"), "Due in two days");
      await write(dialog, hand, [
        "Account ",
        { field: "Account reference" },
        " is due on ",
        { field: "Due date" },
        ". Reply STOP to opt out.",
      ]);
    },
    leave: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Save template" }));
      await expect(step(page, "SMS")).toHaveAccessibleName(/“Due in two days”/);
    },
  },
  {
    title: "If the date passes",
    words:
      "Click **Wait** again, choose **Around a date of the account**, and make it 1 day, **after that date**. Whoever pays in between never comes to the next step.",
    picture: "date-passes",
    walk: async (page, hand) => {
      await addStep(page, hand, /^Wait Let/);
      await hand.choose(page.getByLabel("Wait for or until"), "Around a date of the account");
      await hand.type(page.getByLabel("Days", { exact: true }), "1");
      await hand.choose(page.getByLabel("Before or after"), "after that date");
      await expect(
        page.getByText("Wait until 1 day after the due date at 09:00").first(),
      ).toBeVisible();
    },
  },
  {
    title: "Send the e-mail",
    words: "Click **E-mail**, then **New template**. An e-mail has a subject besides its text.",
    picture: "e-mail",
    walk: async (page, hand) => {
      await addStep(page, hand, /^E-mail/);
      await hand.click(page.getByRole("button", { name: "New template" }));
      const dialog = page.getByRole("dialog", { name: "New e-mail template" });
      await hand.type(dialog.getByLabel("Name"), "The date has passed");
      await hand.type(dialog.getByLabel("Subject"), "Your account is overdue");
      await write(dialog, hand, [
        "We have not yet seen your payment of ",
        { field: "Arrears" },
        ". If something is wrong with it, answer this e-mail.",
      ]);
    },
    leave: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Save template" }));
      await expect(step(page, "E-mail")).toHaveAccessibleName(/“The date has passed”/);
    },
  },
  {
    title: "If paid, stop",
    words:
      "Click **Wait for**: it waits for a payment, up to as many days as you say. Click **Goal** to count those who paid. A payment stops the flow at every other step too, by itself: nobody who has paid is written to.",
    picture: "paid",
    walk: async (page, hand) => {
      await addStep(page, hand, /^Wait for/);
      await hand.type(page.getByLabel("how many"), "14");
      await addStep(page, hand, /^Goal/);
      await expect(step(page, "Goal")).toHaveAccessibleName(/After: Wait for\./);
      await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
    },
  },
  {
    title: "If disputed, pause and give it to a specialist",
    words:
      "Click **Pause on dispute** and name the team that decides. It stands by itself: a dispute may come at any time, and whoever disputes goes there from wherever they are, as a task for that team.",
    picture: "disputed",
    walk: async (page, hand) => {
      await addStep(page, hand, /^Pause on dispute/);
      await hand.type(page.getByLabel("Team that decides"), "Specialists");
      await expect(step(page, "Pause on dispute")).toHaveAccessibleName(/ask “Specialists”/);
      await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
    },
  },
  {
    title: "See that nothing is missing",
    words:
      "Click **Fit the whole flow** below the drawing. The line at the foot says **No problems**; while there are some, a click on it lists them, and a click on each leads to where it is mended. All is saved as you go.",
    picture: "whole",
    walk: async (page, hand) => {
      await expect(page.getByText("No problems: this draft could be published")).toBeVisible();
      await isSaved(page);
      await hand.click(page.getByRole("button", { name: "Fit the whole flow" }));
      const width = async () => (await step(page, "Start").boundingBox())?.width;
      await expect.poll(width).toBeLessThan(200);
    },
  },
  {
    title: "Submit it",
    words:
      "Click **Submit**, say what is new, and **Submit** again. Nothing is sent yet: somebody else looks at it under **Review**, approves and publishes it. Whoever drew a flow cannot let it loose alone.",
    picture: "submit",
    walk: async (page, hand) => {
      await hand.click(page.getByRole("button", { name: "Submit", exact: true }));
      await hand.type(page.getByLabel("What is new, and why"), "Our first flow");
    },
    leave: async (page, hand) => {
      await hand.click(page.getByRole("dialog").getByRole("button", { name: "Submit" }));
      await expect(page.getByText(/submitted this draft/)).toBeVisible();
    },
  },
];

async function addStep(page: Page, hand: Hand, name: RegExp): Promise<void> {
  await hand.click(palette(page).getByRole("button", { name }));
}

type Piece = string | { readonly field: string };

async function write(dialog: Locator, hand: Hand, pieces: readonly Piece[]): Promise<void> {
  const text = dialog.getByLabel("Text", { exact: true });
  for (const piece of pieces) {
    if (typeof piece === "string") await hand.typeOn(text, piece);
    else await hand.choose(dialog.getByLabel(/^Say what is known/), piece.field);
  }
}
