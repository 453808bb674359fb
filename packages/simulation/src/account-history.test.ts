import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { historyOf, isPaid } from "./account-history.ts";
import type { LedgerAccount } from "./ledger-account.ts";

function invoice(rest: Partial<LedgerAccount>): LedgerAccount {
  const zone = zoneNamed(zones, "Africa/Johannesburg");
  if (zone === undefined) throw new RangeError("The zone table lacks Johannesburg");
  return {
    reference: "A1",
    debtor: "D1",
    kind: "invoice",
    debtorKind: "person",
    language: "en",
    zone,
    zoneName: zone.name,
    subdivision: null,
    preferredChannel: null,
    channels: new Set(["sms"]),
    payDay: null,
    debtorTags: [],
    currency: "ZAR",
    amountMinor: 5_594,
    statedArrearsMinor: null,
    openedOn: "2013-01-02",
    dueOn: "2013-02-01",
    settledOn: "2013-01-15",
    disputed: false,
    collector: "first_party",
    debtType: null,
    product: null,
    stage: null,
    tags: [],
    client: null,
    portfolio: null,
    custom: {},
    ...rest,
  };
}

function instants(rest: Partial<LedgerAccount>) {
  const { openedMs, paidMs, dispute } = historyOf(invoice(rest));
  const text = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    opened: text(openedMs),
    paid: text(paidMs),
    dispute: dispute && [text(dispute.openedMs), text(dispute.resolvedMs)],
  };
}

test("opens and pays at local midnight, and disputes from noon midway until it is paid", () => {
  expect(instants({ disputed: true })).toEqual({
    opened: "2013-01-01T22:00:00.000Z",
    paid: "2013-01-14T22:00:00.000Z",
    dispute: ["2013-01-08T10:00:00.000Z", "2013-01-14T22:00:00.000Z"],
  });
});

test.for<{ why: string; history: Partial<LedgerAccount> }>([
  { why: "nobody disputes", history: {} },
  { why: "it is not settled", history: { disputed: true, settledOn: null } },
  { why: "it is settled on its first day", history: { disputed: true, settledOn: "2013-01-02" } },
])("has no dispute where $why", ({ history }) => {
  expect(instants(history).dispute).toBeNull();
});

test("counts days beyond the zone table as its beginning and its end", () => {
  expect(instants({ openedOn: "1998-05-01", settledOn: "1999-02-01" })).toMatchObject({
    opened: "2000-01-01T00:00:00.000Z",
    paid: "2000-01-01T00:00:00.000Z",
  });
  expect(instants({ openedOn: "2099-01-01", settledOn: "2099-02-01" })).toMatchObject({
    opened: "2038-01-01T00:00:00.000Z",
    paid: "2038-01-01T00:00:00.000Z",
  });
});

test.for([0, -5_594])(
  "takes an account with a balance of %i for paid from the first",
  (amountMinor) => {
    const history = historyOf(invoice({ amountMinor, settledOn: null, disputed: true }));

    expect(isPaid(history, history.openedMs)).toBe(true);
    expect(history.dispute).toBeNull();
  },
);
