import {
  GIVEN_BACK,
  type ChannelPort,
  type LookupResult,
  type MayStillGo,
  type MessagePrice,
  type OutgoingMessage,
  type SendResult,
} from "@fairflow/engine";
import { asksForStop } from "@fairflow/template";
import { z } from "zod";
import { patientSend } from "../http/patient-send.ts";
import { UNHEARD } from "../inbound/unheard.ts";
import { findMessage, ListedMessage, type Recollection } from "./find-message.ts";
import { messageRequest } from "./message-request.ts";
import { resultOfExchange, resultOfTaken, TakenMessage } from "./send-answer.ts";
import { hearsReplies } from "./twilio-settings.ts";
import type { TwilioWire } from "./wire-client.ts";

export interface TwilioDeps extends TwilioWire {
  /** What the provider is called in records. */
  readonly name: string;
  /** Where Twilio reaches us with what it tells of this provider, without a slash at the end. */
  readonly callbackUrl: string;
  readonly messagesPerSecond?: number | undefined;
  /** Real time. */
  readonly now: () => Date;
  /** Milliseconds of real time since any moment. */
  readonly elapsedMs?: () => number;
  /** What is still known of an attempt in doubt; undefined where it is not one of ours any more. */
  readonly recall: (attemptId: string) => Promise<Recollection | undefined>;
}

/** One page of messages to one number: nobody is sent more within minutes. */
const LISTED_AT_MOST = 50;

const Priced = z.object({
  price: z.string().regex(/^-?\d+(\.\d+)?$/u),
  priceUnit: z.string().regex(/^[A-Za-z]{3}$/u),
  numSegments: z.coerce.number().int(),
});

/** SMS by Twilio. It asks once: what became of a message is settled by the callback, by `lookup`, or by a person. */
export function twilioChannel(deps: TwilioDeps): ChannelPort {
  const { elapsedMs = () => performance.now() } = deps;
  return {
    name: deps.name,
    isLive: true,
    messagesPerSecond: deps.messagesPerSecond,
    send: patientSend((message, mayStillGo) => send(deps, message, mayStillGo), elapsedMs),
    lookup: (attemptId) => lookup(deps, attemptId),
    priceOf: (providerId) => priceOf(deps, providerId),
  };
}

async function send(
  deps: TwilioDeps,
  message: OutgoingMessage,
  mayStillGo: MayStillGo,
): Promise<SendResult> {
  if (message.channel !== "sms") return { kind: "refused", code: "not-an-sms" };
  if (!hearsReplies(deps.settings.sender) && asksForStop(message.body)) return UNHEARD;
  const request = messageRequest(deps, message, deps.now());
  if (request === undefined) return GIVEN_BACK;
  const { twilioClient, NoMessageError } = await loadSdk();
  try {
    const taken = TakenMessage.safeParse(
      await twilioClient(deps, mayStillGo).messages.create(request),
    );
    return taken.success
      ? resultOfTaken(taken.data)
      : { kind: "in-doubt", code: "unreadable-answer" };
  } catch (fault) {
    if (!(fault instanceof NoMessageError)) throw fault;
    return resultOfExchange(fault.exchange, deps.now().getTime());
  }
}

async function lookup(deps: TwilioDeps, attemptId: string): Promise<LookupResult> {
  const known = await deps.recall(attemptId);
  if (known === undefined) return { kind: "unknown" };
  const { twilioClient, NoMessageError } = await loadSdk();
  try {
    const listed = await twilioClient(deps).messages.list({
      to: known.to,
      pageSize: LISTED_AT_MOST,
      limit: LISTED_AT_MOST,
    });
    const readable = listed.flatMap((each) => ListedMessage.safeParse(each).data ?? []);
    // One that cannot be read might be the second that fits.
    if (readable.length < listed.length) return { kind: "unknown" };
    return findMessage(readable, known, deps.settings.sender);
  } catch (fault) {
    if (!(fault instanceof NoMessageError)) throw fault;
    return { kind: "unknown" };
  }
}

async function priceOf(deps: TwilioDeps, providerId: string): Promise<MessagePrice | undefined> {
  const { twilioClient, NoMessageError } = await loadSdk();
  try {
    const { data } = Priced.safeParse(await twilioClient(deps).messages(providerId).fetch());
    if (data === undefined) return undefined;
    // Twilio writes what it took from the account: a cost is negative.
    const amount = data.price.replace(/^-/u, "");
    return { amount, currency: data.priceUnit.toUpperCase(), parts: data.numSegments };
  } catch (fault) {
    if (!(fault instanceof NoMessageError)) throw fault;
    return undefined;
  }
}

/** The SDK takes a tenth of a second and 40 MB to load: an installation without Twilio does without it. */
const loadSdk = () => import("./wire-client.ts");
