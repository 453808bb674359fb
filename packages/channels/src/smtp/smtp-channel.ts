import { GIVEN_BACK, type ChannelPort, type SendResult } from "@fairflow/engine";
import { patientSend } from "../http/patient-send.ts";
import { mailComposer, type Mail, type MailHouse } from "./compose-mail.ts";
import { sessionPool } from "./session-pool.ts";
import { openSession, SmtpFault, type SmtpSession } from "./smtp-session.ts";
import type { SmtpSetting } from "./smtp-setting.ts";
import { smtpOutcome } from "./smtp-outcome.ts";

export interface SmtpDeps extends MailHouse {
  /** What the provider is called in records. */
  readonly name: string;
  readonly messagesPerSecond?: number | undefined;
  /** Real time: what a mail bears as its date. */
  readonly now?: () => Date;
  /** Milliseconds since any moment. */
  readonly elapsedMs?: () => number;
}

export interface SmtpChannel extends ChannelPort {
  /** Hangs up. */
  readonly close: () => void;
}

/**
 * E-mail through a server of the installation's own choice. The server is asked once for each attempt; what it says is
 * believed, and what it does not say is a doubt. It cannot be asked what became of a mail: its bounces tell.
 */
export function smtpChannel(deps: SmtpDeps): SmtpChannel {
  const { setting, now = () => new Date(), elapsedMs = () => performance.now() } = deps;
  const pool = sessionPool(() => openSession(setting), setting.connections);
  const compose = mailComposer(deps);
  return {
    name: deps.name,
    isLive: true,
    messagesPerSecond: deps.messagesPerSecond,
    send: patientSend(async (message, mayStillGo) => {
      const composed = await compose(message, now());
      if (!composed.ok) {
        return { kind: "refused", code: composed.code, address: composed.address };
      }
      try {
        return await pool.withSession(async (session) => {
          // A server cannot be told to drop a mail at the end of the window: it is not begun after it.
          if (message.leaveBefore !== undefined && now() >= message.leaveBefore) return GIVEN_BACK;
          if (!(await mayStillGo())) return GIVEN_BACK;
          return deliverOnce(session, composed.mail);
        });
      } catch (fault) {
        if (!(fault instanceof SmtpFault)) throw fault;
        return smtpOutcome(fault);
      }
    }, elapsedMs),
    close: pool.close,
  };
}

/** One that the server refused by name leaves the session as good as it was. */
async function deliverOnce(session: SmtpSession, mail: Mail): Promise<SendResult> {
  try {
    await session.deliver(mail);
    return { kind: "accepted", providerId: mail.attemptId };
  } catch (fault) {
    const isRefusal =
      fault instanceof SmtpFault && fault.stage === "envelope" && fault.reply !== undefined;
    if (!isRefusal || !session.isOpen()) throw fault;
    const outcome = smtpOutcome(fault);
    await session.reset().catch(() => session.close());
    return outcome;
  }
}

export type SmtpCheck =
  | { readonly ok: true }
  /** The server's own answer where it gave one, for the admin who set it up. */
  | { readonly ok: false; readonly code: string; readonly answer: string };

/** Tries a setting out: connects, secures and signs in, and sends nothing. */
export async function checkSmtp(setting: SmtpSetting): Promise<SmtpCheck> {
  try {
    const session = await openSession(setting);
    session.quit();
    return { ok: true };
  } catch (fault) {
    if (!(fault instanceof SmtpFault)) throw fault;
    const outcome = smtpOutcome(fault);
    const code = outcome.kind === "accepted" ? "" : outcome.code;
    return { ok: false, code, answer: answerOf(fault, setting) };
  }
}

/** Its own words; where it said nothing, what happened to us. */
function answerOf({ cause, reason, reply }: SmtpFault, { host, port }: SmtpSetting): string {
  if (reply !== undefined) return reply.text;
  const said = cause instanceof Error ? cause.message : "";
  switch (reason) {
    case "ETLS":
      return `Nothing is sent without encryption that can be trusted: ${said}. Where an authority of your own signed its certificate, put that one in under More.`;
    case "EDNS":
      return `There is no server called ${host}.`;
    case "ETIMEDOUT":
      return `${host} does not answer on port ${String(port)}.`;
    default:
      return said;
  }
}
