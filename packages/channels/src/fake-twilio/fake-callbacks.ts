import twilio from "twilio";
import type { FakeLedger } from "./fake-ledger.ts";
import { changesOf, type FakeMessage } from "./fake-messages.ts";
import type { FakeTwilioOptions } from "./fake-twilio.ts";

/** Tells what became of a message, change after change, as its fault has it. */
export async function callBack(
  options: FakeTwilioOptions,
  ledger: FakeLedger,
  message: FakeMessage,
): Promise<void> {
  const { sid, to, from } = message;
  for (const { status, errorCode } of changesOf(message)) {
    message.status = status;
    message.errorCode = errorCode;
    const answered = await deliver(options, message.statusCallback, {
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: status,
      SmsStatus: status,
      To: to,
      From: from,
      ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    });
    await ledger.append({
      kind: "called-back",
      at: new Date().toISOString(),
      sid,
      status,
      answered,
    });
  }
}

/** @returns the status that was answered, or null where nobody listens */
export async function deliver(
  { accountSid, authToken, deliverTo }: FakeTwilioOptions,
  address: string,
  said: Readonly<Record<string, string>>,
): Promise<number | null> {
  if (address === "" || deliverTo === undefined) return null;
  const form = { AccountSid: accountSid, ApiVersion: "2010-04-01", ...said };
  const { pathname, search } = new URL(address);
  try {
    const { status } = await fetch(new URL(pathname + search, deliverTo), {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": twilio.getExpectedTwilioSignature(authToken, address, form),
      },
      body: new URLSearchParams(form).toString(),
    });
    return status;
  } catch {
    // Nobody listens: the ledger says so.
    return null;
  }
}
