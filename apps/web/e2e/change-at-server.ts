import { expect, type Page } from "@playwright/test";

/**
 * Changes something at the server as whoever is signed in, where a test is about something else.
 *
 * @returns what the server answers, parsed as JSON
 */
export async function changeAtServer(
  page: Page,
  method: "DELETE" | "POST" | "PUT",
  path: string,
  data?: unknown,
): Promise<unknown> {
  const { origin } = new URL((await page.request.head("/")).url());
  const answer = await page.request.fetch(path, { method, data, headers: { origin } });
  await expect(answer).toBeOK();
  return answer.json();
}
