import { expect } from "@playwright/test";
import { createFlow, step } from "./canvas.ts";
import { test } from "./desk.ts";

test("in forced colours one sees which step is chosen, and with reduced motion nothing moves", async ({
  openAs,
}) => {
  const page = await openAs("editor");
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await createFlow(page, "Seen otherwise", "Pre-due reminder");
  const look = (name: string) =>
    step(page, name).evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth}`;
    });
  await step(page, "Reminder").click();
  // The keyboard's own ring is another thing.
  await page.getByLabel("Name of the step").focus();

  expect([await look("Reminder"), await look("Statement by post")]).toEqual(["solid 3px", "none"]);
  await page.getByRole("button", { name: "Fit the whole flow" }).click();
  await page.getByRole("button", { name: "Open the list of problems" }).click();
  await page.keyboard.press("Control+k");
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map((each) => Number(each.effect?.getTiming().duration ?? 0)),
    ),
  );
  expect(longest).toBeLessThan(1);
});
