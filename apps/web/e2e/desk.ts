import { expect, request, test as base, type Cookie, type Page } from "@playwright/test";
import { startInstallation, type DemoInstallation } from "./installation.ts";

export type DemoRole = "editor" | "admin" | "manager" | "specialist";

interface WorkerFixtures {
  readonly installation: DemoInstallation;
  /** Cookies of who has signed in, so that each signs in once. */
  readonly sessions: Map<DemoRole, readonly Cookie[]>;
}

interface TestFixtures {
  /** Opens a browser window of its own for someone, signed in. */
  readonly openAs: (role: DemoRole) => Promise<Page>;
  /** Requests that left this machine; a test that ends with one fails. */
  readonly strayRequests: string[];
}

const START_MS = 240_000;

/** Tests of the desk: the real server, and people who are signed in. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  installation: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are asked for from here
    async ({}, use) => {
      const installation = await startInstallation();
      await stopClock(installation);
      await use(installation);
      await installation.stop();
    },
    { scope: "worker", timeout: START_MS },
  ],
  sessions: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      await use(new Map());
    },
    { scope: "worker" },
  ],
  baseURL: async ({ installation }, use) => {
    await use(installation.url);
  },
  strayRequests: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const requests: string[] = [];
      await use(requests);
      expect(requests, "requests that left this machine").toEqual([]);
    },
    { auto: true },
  ],
  openAs: async ({ browser, installation, sessions, strayRequests }, use) => {
    const opened: Page[] = [];
    await use(async (role) => {
      const context = await browser.newContext({
        baseURL: installation.url,
        reducedMotion: "reduce",
      });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      page.on("request", (sent) => {
        const url = sent.url();
        if (!url.startsWith(installation.url) && !/^(?:data|blob):/.test(url)) {
          strayRequests.push(url);
        }
      });
      opened.push(page);
      const cookies = sessions.get(role);
      if (cookies === undefined) {
        await signIn(page, role, installation.password);
        sessions.set(role, await context.cookies());
      } else {
        await context.addCookies(cookies);
        await page.goto("/");
      }
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

/** Five thousand people whose day lasts a minute keep a small machine busy; a test that needs time to pass lets it. */
async function stopClock({ url, password }: DemoInstallation): Promise<void> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const email = "admin@demo.local";
  await expect(await api.post("/api/auth/sign-in/email", { data: { email, password } })).toBeOK();
  await expect(await api.post("/api/clock", { data: { speed: 0 } })).toBeOK();
  await api.dispose();
}

async function signIn(page: Page, role: DemoRole, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(`${role}@demo.local`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}
