import { createHash } from "node:crypto";
import {
  FAKE_KEYS,
  fieldsOf,
  type FakeGateway,
  type FakeNotice,
  type WriteBooks,
} from "./fake-gateway.ts";

interface Payment {
  readonly fields: ReadonlyMap<string, string>;
  readonly number: number;
  isPaid: boolean;
  tries: number;
}

/** PayFast's payment page, its notifications and its confirmation. */
export function fakePayfast(writeBooks: WriteBooks): FakeGateway {
  const payments = new Map<string, Payment>();
  const told = new Set<string>();

  const tell = (payment: Payment, status: string): FakeNotice => {
    const { fields, number, tries } = payment;
    const amount = fields.get("amount") ?? "";
    const text = [
      ["m_payment_id", fields.get("m_payment_id") ?? ""],
      ["pf_payment_id", String(1_000_000 + number * 100 + (status === "FAILED" ? tries : 0))],
      ["payment_status", status],
      ["item_name", fields.get("item_name") ?? ""],
      ["item_description", ""],
      ["amount_gross", amount],
      ["amount_fee", "-2.30"],
      ["amount_net", amount],
      ["custom_str1", ""],
      ["name_first", "N!'()*~"],
      ["email_address", "nobody@example.com"],
      ["merchant_id", FAKE_KEYS.payfastMerchant],
    ]
      .map(([name, value]) => `${name}=${phpUrlencode(value ?? "")}`)
      .join("&");
    told.add(text);
    return {
      url: fields.get("notify_url") ?? "",
      body: `${text}&signature=${sign(text)}`,
      headers: () => ({ "content-type": "application/x-www-form-urlencoded" }),
    };
  };

  return {
    answer: ({ method, target, body }) => {
      if (method !== "POST") return { status: 405, body: "" };
      if (target === "/eng/query/validate") {
        return { status: 200, body: told.has(body) ? "VALID\n" : "INVALID\n" };
      }
      const fields = fieldsOf(body);
      const [text] = body.split("&signature=");
      const checkoutId = fields.get("m_payment_id") ?? "";
      if (target !== "/eng/process" || sign(text ?? "") !== fields.get("signature")) {
        return { status: 400, body: "Generated signature does not match submitted signature" };
      }
      if (!payments.has(checkoutId)) {
        payments.set(checkoutId, { fields, number: payments.size + 1, isPaid: false, tries: 0 });
      }
      return { status: 200, body: "choose your bank" };
    },
    act: (checkoutId, act) => {
      const payment = payments.get(checkoutId);
      if (payment === undefined || payment.isPaid) return [];
      switch (act) {
        case "pend":
          return [tell(payment, "PENDING")];
        case "fail":
          payment.tries += 1;
          return [tell(payment, "FAILED")];
        case "pay": {
          const amount = Number((payment.fields.get("amount") ?? "").replace(".", ""));
          writeBooks({ checkoutId, amount });
          payment.isPaid = true;
          return [tell(payment, "COMPLETE")];
        }
        case "refund":
        case "dispute":
        case "win":
          return [];
      }
    },
  };
}

function sign(text: string): string {
  const passphrase = phpUrlencode(FAKE_KEYS.payfastPassphrase);
  return createHash("md5").update(`${text}&passphrase=${passphrase}`).digest("hex");
}

/** PHP's `urlencode`, byte by byte as its manual describes it. */
function phpUrlencode(text: string): string {
  let encoded = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.-]/.test(character)) encoded += character;
    else encoded += byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}
