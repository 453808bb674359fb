import { expect, test } from "@playwright/test";

test("the browser draws text, so that screenshots can be read", async ({ page }) => {
  await page.setContent("<span>iiii</span> <span>mmmm</span>");

  const narrow = await page.getByText("iiii").boundingBox();
  const wide = await page.getByText("mmmm").boundingBox();

  expect(narrow?.width).toBeGreaterThan(0);
  expect(wide?.width).toBeGreaterThan((narrow?.width ?? 0) * 1.5);
});

test("nothing that a page asks for leaves this machine", async ({ page }) => {
  await expect(page.goto("http://example.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
});
