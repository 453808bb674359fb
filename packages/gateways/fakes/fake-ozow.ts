import { createHash } from "node:crypto";
import {
  FAKE_KEYS,
  fieldsOf,
  type FakeGateway,
  type FakeNotice,
  type WriteBooks,
} from "./fake-gateway.ts";

interface Try {
  readonly transactionId: string;
  readonly transactionReference: string;
  readonly siteCode: string;
  readonly currencyCode: string;
  readonly amount: number;
  readonly notifyUrl: string;
  status: string;
}

const SENT = "SiteCode CountryCode CurrencyCode Amount TransactionReference BankReference";
const HASHED = `${SENT} CancelUrl ErrorUrl SuccessUrl NotifyUrl IsTest`.split(" ");

/** Ozow's payment page, its notifications and its status query. */
export function fakeOzow(writeBooks: WriteBooks): FakeGateway {
  const tries: Try[] = [];

  const begin = (of: Try): Try => {
    const number = String(tries.length + 1).padStart(12, "0");
    const begun = { ...of, transactionId: `0a1b2c3d-0000-4000-8000-${number}`, status: "" };
    tries.push(begun);
    return begun;
  };

  const tell = (of: Try): FakeNotice => {
    const { siteCode, transactionId, transactionReference, amount, status, currencyCode } = of;
    const values = [
      ["SiteCode", siteCode],
      ["TransactionId", transactionId],
      ["TransactionReference", transactionReference],
      ["Amount", amount.toFixed(2)],
      ["Status", status],
      ["Optional1", ""],
      ["CurrencyCode", currencyCode],
      ["IsTest", "true"],
      ["StatusMessage", "a message, of the bank"],
    ] as const;
    const fields = new URLSearchParams(values.map(([name, value]) => [name, value]));
    fields.set("Hash", hash(values.map(([, value]) => value)));
    fields.set("BankName", "a bank");
    const body = fields.toString();
    return {
      url: of.notifyUrl,
      body,
      headers: () => ({ "content-type": "application/x-www-form-urlencoded" }),
    };
  };

  return {
    answer: ({ method, target, headers, body }) => {
      const { pathname, searchParams } = new URL(target, "http://ozow");
      if (method === "GET" && pathname === "/GetTransactionByReference") {
        if (headers["apikey"] !== FAKE_KEYS.ozowApiKey) return { status: 401, body: "" };
        const reference = searchParams.get("transactionReference");
        const own = tries.filter((each) => each.transactionReference === reference);
        return { status: 200, body: JSON.stringify(own.filter(({ status }) => status !== "")) };
      }
      const fields = fieldsOf(body);
      if (hash(HASHED.map((name) => fields.get(name) ?? "")) !== fields.get("HashCheck")) {
        return { status: 400, body: "HashCheck value has failed" };
      }
      begin({
        transactionId: "",
        transactionReference: fields.get("TransactionReference") ?? "",
        siteCode: fields.get("SiteCode") ?? "",
        currencyCode: fields.get("CurrencyCode") ?? "",
        amount: Number(fields.get("Amount")),
        notifyUrl: fields.get("NotifyUrl") ?? "",
        status: "",
      });
      return { status: 200, body: "choose your bank" };
    },
    act: (checkoutId, act) => {
      const last = tries.findLast((each) => each.transactionReference === checkoutId);
      if (last === undefined || last.status === "Complete") return [];
      // Who fails tries again, in a transaction of its own.
      const current = last.status === "Cancelled" ? begin(last) : last;
      switch (act) {
        case "pend":
          current.status = "PendingInvestigation";
          return [tell(current)];
        case "fail":
          current.status = "Cancelled";
          return [tell(current)];
        case "pay":
          writeBooks({ checkoutId, amount: Math.round(current.amount * 100) });
          current.status = "Complete";
          return [tell(current), tell(current)];
        case "refund":
        case "dispute":
        case "win":
          return [];
      }
    },
  };
}

function hash(values: readonly string[]): string {
  const text = [...values, FAKE_KEYS.ozowPrivateKey].join("").toLowerCase();
  return createHash("sha512").update(text).digest("hex");
}
