import { addCheckout, addProvider, newId, rotateSecret, switchProvider } from "@fairflow/db";
import {
  ACTS,
  FAKE_KEYS,
  fakeOf,
  fetchOf,
  GATEWAYS,
  type FakeGateway,
  type FakeNotice,
  type GatewayName,
} from "@fairflow/gateways/fakes";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../create-app.ts";
import { sampleLink, samplePerson } from "../debtors/sample-person.ts";
import { pageVisitor } from "../pages/page-visitor.ts";
import { sealTicket } from "../pages/sealed-ticket.ts";
import { testApp } from "../test-app.ts";
import { bookNotices } from "./book-notices.ts";
import { paymentGateways } from "./payment-gateways.ts";

const PROXY = "10.0.0.1";
const SETTINGS: Readonly<
  Record<GatewayName, { readonly config: object; readonly secrets: Record<string, string> }>
> = {
  payfast: {
    config: {
      merchantId: FAKE_KEYS.payfastMerchant,
      merchantKey: FAKE_KEYS.payfastKey,
      isTest: true,
    },
    secrets: { passphrase: FAKE_KEYS.payfastPassphrase },
  },
  ozow: {
    config: { siteCode: FAKE_KEYS.ozowSite, isTest: true },
    secrets: { privateKey: FAKE_KEYS.ozowPrivateKey, apiKey: FAKE_KEYS.ozowApiKey },
  },
  stripe: {
    config: {},
    secrets: { secretKey: FAKE_KEYS.stripeKey, webhookSecret: FAKE_KEYS.stripeSecret },
  },
};

const OPENS: Readonly<Record<GatewayName, RegExp>> = {
  payfast: /^https:\/\/sandbox\.payfast\.co\.za\//,
  ozow: /^https:\/\/pay\.ozow\.com/,
  stripe: /^https:\/\/checkout\.stripe\.com\//,
};

const app = await testApp();
const { database } = app;
const person = await samplePerson(app);
const books = new Map<string, number>();
const writeBooks = ({ checkoutId, amount }: { checkoutId: string; amount: number }) =>
  books.set(checkoutId, (books.get(checkoutId) ?? 0) + amount);
const ids = new Map<GatewayName, string>(GATEWAYS.map((name) => [name, newId()]));
const fakes = new Map<GatewayName, FakeGateway>(
  GATEWAYS.map((name) => {
    const notifyUrl = new URL(`/callbacks/${ids.get(name) ?? ""}`, app.deps.publicUrl).href;
    return [name, fakeOf(name, notifyUrl, writeBooks)];
  }),
);
const HOSTS: Readonly<Record<string, GatewayName>> = {
  "sandbox.payfast.co.za": "payfast",
  "stagingapi.ozow.com": "ozow",
  "api.stripe.com": "stripe",
};
const outside: typeof fetch = (input, init) => {
  const { host } = new URL(new Request(input, init).url);
  return fetchOf(fakeAt(HOSTS[host] ?? "stripe").answer)(input, init);
};
const deps = {
  ...app.deps,
  trustedProxies: [PROXY],
  gateways: paymentGateways({ ...app.deps, fetch: outside }),
};
const server = createApp(deps);

function fakeAt(name: GatewayName): FakeGateway {
  const fake = fakes.get(name);
  if (fake === undefined) throw new Error(`There is no fake ${name}`);
  return fake;
}

beforeAll(async () => {
  const changed = { by: "test", now: new Date() };
  for (const name of GATEWAYS) {
    const { config, secrets } = SETTINGS[name];
    const id = ids.get(name) ?? "";
    await database.transaction(async (tx) => {
      const provider = { id, kind: name, name, purpose: "payment", config } as const;
      await addProvider(tx, { ...provider, isLive: false, portfolioIds: [] }, changed);
      for (const [secret, value] of Object.entries(secrets)) {
        await rotateSecret(tx, deps.keys(), { providerId: id, name: secret, value, ...changed });
      }
      await switchProvider(tx, id, { isOn: true, isDefault: name === "payfast", ...changed });
    });
  }
});
/** As the gateway tells it, through a proxy of ours. */
async function tell(
  notice: FakeNotice,
  from = notice.url.includes(ids.get("payfast") ?? "-") ? "197.97.145.145" : "196.25.1.1",
): Promise<number> {
  const { pathname } = new URL(notice.url);
  const headers = { ...notice.headers(new Date()), "x-forwarded-for": from };
  const connection = { incoming: { socket: { remoteAddress: PROXY } } };
  const request = { method: "POST", headers, body: notice.body };
  return (await server.request(pathname, request, connection)).status;
}

async function balance(): Promise<number> {
  const [row] = await database.sql<{ balance: number }[]>`
    select balance from account where id = ${person.accountId}`;
  return row?.balance ?? 0;
}

test.for(GATEWAYS)(
  "%s: a debtor chooses it, pays there, and comes back to a receipt",
  async (name) => {
    const { path } = await sampleLink(deps, person);
    const visitor = pageVisitor(async (method, to, { body, headers = {} } = {}) =>
      server.request(to, {
        method,
        headers,
        ...(typeof body === "string" ? { body } : {}),
      }),
    );
    await visitor.post(path, { accountDigits: "2040", customerDigits: "1001" });
    await visitor.get("/pay");
    for (const each of GATEWAYS) expect(visitor.seen()).toContain(`value="${ids.get(each) ?? ""}"`);
    const before = await balance();

    const asked = await visitor.post("/pay/now", {
      choice: "part",
      amount: "12.34",
      by: ids.get(name) ?? "",
    });
    const page = visitor.seen();
    const [checkout] = await database.sql<
      { id: string }[]
    >`select id from checkout order by id desc limit 1`;
    const checkoutId = checkout?.id ?? "";
    const opens = asked.status === 200 ? formOf(page) : asked.headers.get("location");
    expect(opens).toMatch(OPENS[name]);
    expect(page).not.toContain(path.slice(3));
    const policy = asked.headers.get("content-security-policy");
    expect(policy).toContain(new URL(opens ?? "").origin);
    if (asked.status === 200) postForm(name, page);
    const back = backOf(checkoutId);
    await visitor.get(back);
    expect(visitor.seen()).toContain("Waiting for your bank");
    for (const notice of fakeAt(name).act(checkoutId, "pay")) expect(await tell(notice)).toBe(200);
    await bookNotices(deps);
    await visitor.get(back);

    expect(visitor.seen()).toContain("Part of the amount is still open");
    expect(await balance()).toBe(before - 1_234);
    expect(await database.sql`select standing from checkout where id = ${checkoutId}`).toEqual([
      { standing: "paid" },
    ]);
    const [payment] = await database.sql`select taken_by from payment order by id desc limit 1`;
    expect(payment).toEqual({ taken_by: ids.get(name) });
  },
);

test("a PayFast notice is believed only from PayFast's addresses, as our proxy tells them", async () => {
  const checkoutId = await opened("payfast", 100);
  const [notice] = fakeAt("payfast").act(checkoutId, "fail");
  if (notice === undefined) throw new Error("PayFast tells nothing");

  const statuses = [
    await tell(notice, "196.25.1.1"),
    await tell(notice, "197.97.145.145, 196.25.1.1"),
    await tell(notice),
  ];

  expect(statuses).toEqual([400, 400, 200]);
  await bookNotices(deps);
});

test.for(GATEWAYS)("%s: notices in any order and number book the right sum once", async (name) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 100, max: 900_000 }),
      fc.infiniteStream(fc.nat()),
      async (acts, amount, choices) => {
        const before = await balance();
        const checkoutId = await opened(name, amount);
        const next = () => choices.next().value;
        const notices: FakeNotice[] = [];
        for (const act of acts) {
          notices.push(...fakeAt(name).act(checkoutId, act));
          for (let told = next() % 3; told > 0 && notices.length > 0; told -= 1) {
            const notice = notices[next() % notices.length];
            if (notice !== undefined) await tell(notice);
          }
          if (next() % 2 === 0) await bookNotices(deps);
        }
        const again = [...notices, ...notices]
          .map((notice) => ({ notice, at: next() }))
          .toSorted((one, other) => one.at - other.at);
        for (const { notice } of again) expect(await tell(notice)).toBe(200);
        await Promise.all([bookNotices(deps), bookNotices(deps)]);

        expect(before - (await balance())).toBe(books.get(checkoutId) ?? 0);
      },
    ),
    { numRuns: 12 },
  );
});

test("of all that was told nothing is left that nobody has looked at", async () => {
  expect(
    await database.sql`select quarantine_reason from inbox where processed_at is null`,
  ).toEqual([]);
});

async function opened(name: GatewayName, amount: number): Promise<string> {
  const key = ids.get(name) ?? "";
  const expiresAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 3_600_000);
  const asked = { paymentLinkId: person.linkId, gateway: key, amount, currency: "ZAR", expiresAt };
  const checkoutId = await addCheckout(database, asked, new Date());
  const port = (await deps.gateways()).find((each) => each.key === key)?.port;
  const url = "https://pay.example/pay/back/x";
  const checkout = await port?.checkout({
    ...asked,
    checkoutId,
    description: "Payment of an account",
    returnUrl: url,
    cancelUrl: url,
  });
  if (checkout?.kind === "form") {
    const body = new URLSearchParams(
      checkout.fields.map(([field, value]): [string, string] => [field, value]),
    ).toString();
    const target = new URL(checkout.url).pathname;
    fakeAt(name).answer({ method: "POST", target, headers: {}, body });
  }
  return checkoutId;
}

function formOf(page: string): string | undefined {
  return /<form method="post" action="(https:[^"]+)"/.exec(page)?.[1];
}

/** What the debtor's browser posts to the gateway when the button is pressed. */
function postForm(name: GatewayName, page: string): void {
  const fields = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const body = new URLSearchParams(
    fields.map(([, key, value]): [string, string] => [key ?? "", decoded(value ?? "")]),
  ).toString();
  const target = new URL(formOf(page) ?? "").pathname;
  const { status } = fakeAt(name).answer({ method: "POST", target, headers: {}, body });
  if (status >= 400) throw new Error(`${name} does not take the form`);
}

/** Where the gateway sends the debtor back to, as the forms and sessions name it. */
function backOf(checkoutId: string): string {
  const sealed = { purpose: "checkout", words: [checkoutId, "en"] };
  return `/pay/back/${sealTicket(deps.keys(), sealed, new Date())}`;
}

function decoded(text: string): string {
  return text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
}
