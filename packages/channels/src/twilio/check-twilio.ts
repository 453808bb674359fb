import { z } from "zod";
import type { TwilioWire } from "./wire-client.ts";

export type TwilioCheck =
  | { readonly ok: true; readonly account: string; readonly status: string }
  /** Twilio's own answer where it gave one, for the admin who set it up. */
  | { readonly ok: false; readonly code: string; readonly answer: string };

const Refusal = z.object({ code: z.int(), message: z.string().min(1) });
const Account = z.object({ friendlyName: z.string(), status: z.string() });

/** Tries the credentials out: reads the account, and sends nothing. */
export async function checkTwilio(deps: TwilioWire): Promise<TwilioCheck> {
  const { NoMessageError, twilioClient } = await import("./wire-client.ts");
  try {
    const account = await twilioClient(deps).api.v2010.accounts(deps.settings.accountSid).fetch();
    const { data } = Account.safeParse(account);
    if (data === undefined) return { ok: false, code: "unreadable-answer", answer: "" };
    return { ok: true, account: data.friendlyName, status: data.status };
  } catch (fault) {
    if (!(fault instanceof NoMessageError)) throw fault;
    const { exchange } = fault;
    return exchange.kind === "answered"
      ? { ok: false, code: `http-${String(exchange.status)}`, answer: wordsIn(exchange.body) }
      : { ok: false, code: exchange.kind === "given-back" ? "" : exchange.code, answer: "" };
  }
}

/** `Authenticate (20003)`; all that was said where it is said otherwise. */
function wordsIn(body: string): string {
  try {
    const { data } = Refusal.safeParse(JSON.parse(body));
    return data === undefined ? body : `${data.message} (${String(data.code)})`;
  } catch {
    return body;
  }
}
