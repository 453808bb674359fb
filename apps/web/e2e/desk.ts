import {
  expect,
  request,
  test as base,
  type APIRequestContext,
  type Cookie,
  type Page,
} from "@playwright/test";
import { startInstallation, type DemoInstallation } from "./installation.ts";

export type DemoRole = "editor" | "admin" | "manager" | "specialist";

interface WorkerFixtures {
  readonly installation: DemoInstallation;
  /** Cookies of who has signed in, so that each signs in once. */
  readonly sessions: Map<DemoRole, readonly Cookie[]>;
}

interface TestFixtures {
  /** Opens a browser window of its own for someone, signed in, at a path where one is named; else nothing is loaded yet. */
  readonly openAs: (role: DemoRole, path?: string) => Promise<Page>;
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
    await use(async (role, path) => {
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
      const cookies = sessions.get(role) ?? (await cookiesOf(role, installation));
      sessions.set(role, cookies);
      await context.addCookies(cookies);
      if (path !== undefined) await page.goto(path);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

/** Five thousand people whose day lasts a minute keep a small machine busy; a test that needs time to pass lets it. */
async function stopClock(installation: DemoInstallation): Promise<void> {
  const api = await signedIn("admin", installation);
  await expect(await api.post("/api/clock", { data: { speed: 0 } })).toBeOK();
  await api.dispose();
}

/** The form of sign-in has a test of its own. */
async function cookiesOf(role: DemoRole, installation: DemoInstallation) {
  const api = await signedIn(role, installation);
  const { cookies } = await api.storageState();
  await api.dispose();
  return cookies;
}

async function signedIn(
  role: DemoRole,
  { url, password }: DemoInstallation,
): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const email = `${role}@demo.local`;
  await expect(await api.post("/api/auth/sign-in/email", { data: { email, password } })).toBeOK();
  return api;
}
