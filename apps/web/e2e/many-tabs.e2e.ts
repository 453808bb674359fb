import { expect } from "@playwright/test";
import { test } from "./desk.ts";

/** More than the six connections that a browser has for one origin over HTTP/1.1. */
const TABS = 8;

test("eight tabs share one stream: all get a change and load pages, also when the leader is closed", async ({
  openAs,
  installation,
}) => {
  const leader = await openAs("admin", "/users");
  await expect(leader.getByText("Live", { exact: true })).toBeVisible();
  const context = leader.context();
  const streams: string[] = [];
  context.on("request", (sent) => {
    if (new URL(sent.url()).pathname === "/api/stream") streams.push(sent.url());
  });
  const others = await Promise.all(
    Array.from({ length: TABS - 1 }, async () => {
      const tab = await context.newPage();
      await tab.goto("/users");
      return tab;
    }),
  );
  const switchSending = async (on: boolean) => {
    const response = await context.request.post("/api/sending", {
      headers: { origin: installation.url },
      data: { on, reason: "To see it in every tab" },
    });
    await expect(response).toBeOK();
  };
  const allShow = (words: RegExp) =>
    Promise.all(
      context.pages().map((tab) => expect(tab.getByRole("button", { name: words })).toBeVisible()),
    );
  await allShow(/^Sending on/);

  await switchSending(false);

  await allShow(/^Sending paused/);
  expect(streams).toEqual([]);
  await leader.close();
  await expect.poll(() => streams).toHaveLength(1);
  await switchSending(true);
  await allShow(/^Sending on/);
  await others.at(-1)?.goto("/webhooks");
});
