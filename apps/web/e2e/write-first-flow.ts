/** Walks through the first flow in an empty installation and writes docs/first-flow.md with its pictures. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromiumLaunchOptions } from "@fairflow/testing/chromium";
import { chromium, type Page } from "@playwright/test";
import { firstFlow, type Stretch } from "./first-flow.ts";
import { Hand } from "./hand.ts";
import { startEmptyInstallation } from "./installation.ts";

const DOCS = fileURLToPath(new URL("../../../docs/", import.meta.url));
const PICTURES = `${DOCS}first-flow/`;
const MOST_SECONDS = 300;

const installation = await startEmptyInstallation();
const browser = await chromium.launch(await chromiumLaunchOptions());
try {
  const page = await browser.newPage({
    baseURL: installation.url,
    viewport: { width: 1280, height: 760 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-ZA",
    timezoneId: "Africa/Johannesburg",
  });
  await makeFirstAdmin(page, installation.firstAdminLink);
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const hand = new Hand();
  for (const [index, stretch] of firstFlow.entries()) {
    await stretch.walk(page, hand);
    await page.screenshot({ path: `${PICTURES}${fileOf(stretch, index)}`, caret: "hide" });
    await stretch.leave?.(page, hand);
  }
  if (hand.seconds > MOST_SECONDS) {
    throw new Error(`It takes ${hand.seconds} seconds; it should take ${MOST_SECONDS} at most`);
  }
  await writeFile(`${DOCS}first-flow.md`, markdown(hand));
} finally {
  await browser.close();
  await installation.stop();
}

async function makeFirstAdmin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill("Naledi");
  await page.getByLabel("E-mail").fill("naledi@example.org");
  await page.getByLabel("Password").fill("a password of four words");
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

function fileOf({ picture }: Stretch, index: number): string {
  return `${String(index + 1).padStart(2, "0")}-${picture}.png`;
}

function markdown({ clicks, characters, seconds }: Hand): string {
  const stretches = firstFlow.map((stretch, index) =>
    [
      `## ${index + 1}. ${stretch.title}`,
      stretch.words,
      `![${stretch.title}](first-flow/${fileOf(stretch, index)})`,
    ].join("\n\n"),
  );
  return `${[
    "<!-- Written by `pnpm docs:first-flow`, which does in a browser what it says here. -->",
    "# Your first flow",
    `> SMS two days before due; if the date passes, e-mail; if disputed, pause and give it to a specialist; if paid, stop.`,
    `That is ${clicks} clicks and ${characters} typed characters: with 3 seconds for a click, and 3 characters a second, ${clock(seconds)} minutes. You need nobody from IT for it, and nothing is sent to anyone before somebody else has approved it.`,
    "Start Fairflow as the [README](../README.md) says and sign in as an admin or editor.",
    ...stretches,
    "## What next",
    "- Steps can be dragged, inserted on an edge, copied between flows and undone: press `?` for the keys.",
    "- **Outline** shows the same flow as a list that is edited by keyboard alone.",
    "- The words are in the [glossary](glossary.md); what the law lets through and why is in [compliance](compliance.md).",
  ].join("\n\n")}\n`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
