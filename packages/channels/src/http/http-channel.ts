import {
  GIVEN_BACK,
  type ChannelPort,
  type MayStillGo,
  type OutgoingMessage,
  type SendResult,
} from "@fairflow/engine";
import { asksForStop } from "@fairflow/template";
import { statusAddress } from "../inbound/callback-paths.ts";
import { UNHEARD } from "../inbound/unheard.ts";
import { fillRequest } from "./fill-request.ts";
import { resultOfHttp } from "./http-answer.ts";
import type { HttpSecrets, HttpSettings } from "./http-settings.ts";
import type { Wire } from "./http-wire.ts";
import { patientSend } from "./patient-send.ts";
import { MissingSecretError, type MergeValues } from "./merge-text.ts";
import { validSeconds } from "./valid-seconds.ts";

export interface HttpChannelDeps {
  /** What the provider is called in records. */
  readonly name: string;
  readonly settings: HttpSettings;
  readonly secrets: HttpSecrets;
  /** Where it reaches us with what it tells, without a slash at the end. */
  readonly callbackUrl: string;
  readonly messagesPerSecond?: number | undefined;
  readonly wire: Wire;
  /** Real time. */
  readonly now: () => Date;
  /** Milliseconds of real time since any moment. */
  readonly elapsedMs?: () => number;
}

/**
 * SMS by a provider of which only its settings are known. It asks once. Such a provider cannot be asked what became of
 * a message: the callback settles what is in doubt, or a person.
 */
export function httpChannel(deps: HttpChannelDeps): ChannelPort {
  const { name, messagesPerSecond, elapsedMs = () => performance.now() } = deps;
  return {
    name,
    isLive: true,
    messagesPerSecond,
    send: patientSend((message, mayStillGo) => send(deps, message, mayStillGo), elapsedMs),
  };
}

async function send(
  deps: HttpChannelDeps,
  message: OutgoingMessage,
  mayStillGo: MayStillGo,
): Promise<SendResult> {
  const { settings, wire, now } = deps;
  if (message.channel !== "sms") return { kind: "refused", code: "not-an-sms" };
  if (!settings.hearsReplies && asksForStop(message.body)) return UNHEARD;
  const seconds = validSeconds(message.leaveBefore, now(), settings.mostValidSeconds);
  if (seconds === undefined) return GIVEN_BACK;
  const request = filled(deps, message, seconds);
  if ("kind" in request) return request;
  const exchange = await wire.exchange(request, mayStillGo);
  return resultOfHttp(settings, exchange, now().getTime());
}

function filled(
  deps: HttpChannelDeps,
  message: OutgoingMessage,
  seconds: number,
): NonNullable<ReturnType<typeof fillRequest>> | SendResult {
  try {
    const request = fillRequest(deps.settings, mergeValues(deps, message, seconds));
    return request ?? { kind: "refused", code: "unsafe-header" };
  } catch (fault) {
    if (!(fault instanceof MissingSecretError)) throw fault;
    // A person enters it, and what waits goes out then.
    return { kind: "retry-later", code: "missing-secret", afterMs: 300_000 };
  }
}

function mergeValues(
  { settings, secrets, callbackUrl }: HttpChannelDeps,
  { attemptId, to, body, language }: OutgoingMessage,
  seconds: number,
): MergeValues {
  return {
    fields: {
      attemptId,
      to,
      toDigits: to.replaceAll(/\D/gu, ""),
      body,
      language,
      sender: settings.sender,
      callbackUrl: statusAddress(callbackUrl, attemptId),
      validSeconds: String(seconds),
    },
    secrets: Object.fromEntries(
      Object.entries(secrets).flatMap(([name, [first]]) =>
        first === undefined ? [] : [[name, first]],
      ),
    ),
  };
}
