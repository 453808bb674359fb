import type { SmtpSession } from "./smtp-session.ts";

/** Less than the five minutes after which a server may hang up (RFC 5321, section 4.5.3.2.7), and than most take. */
const IDLE_MS = 20_000;

/** Many servers hang up after so many mails. */
const MAILS_PER_SESSION = 100;

/** Sessions that are kept for the next mail, at most so many at once. */
export interface SessionPool {
  /** Gives `use` a session of its own, once one is free. Whatever it throws is passed on, and its session closed. */
  readonly withSession: <Answer>(use: (session: SmtpSession) => Promise<Answer>) => Promise<Answer>;
  /** Hangs up what is idle; what is in use ends by itself. */
  readonly close: () => void;
}

interface Idle {
  readonly session: SmtpSession;
  readonly mails: number;
  readonly timer: NodeJS.Timeout;
}

export function sessionPool(open: () => Promise<SmtpSession>, size: number): SessionPool {
  const idle: Idle[] = [];
  const waiting: (() => void)[] = [];
  let used = 0;
  let isClosed = false;

  async function takeSlot(): Promise<void> {
    if (used < size) {
      used += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }

  /** The slot goes to the next in the queue, or is free. */
  function giveSlot(): void {
    const next = waiting.shift();
    if (next === undefined) used -= 1;
    else next();
  }

  function takeIdle(): { readonly session: SmtpSession; readonly mails: number } | undefined {
    for (let found = idle.pop(); found !== undefined; found = idle.pop()) {
      clearTimeout(found.timer);
      if (found.session.isOpen()) return found;
    }
    return undefined;
  }

  function keep(session: SmtpSession, mails: number): void {
    if (!session.isOpen()) return;
    if (isClosed || mails >= MAILS_PER_SESSION) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((each) => each.session === session),
        1,
      );
      session.quit();
    }, IDLE_MS);
    timer.unref();
    idle.push({ session, mails, timer });
  }

  return {
    withSession: async (use) => {
      await takeSlot();
      try {
        const { session, mails } = takeIdle() ?? { session: await open(), mails: 0 };
        try {
          const answer = await use(session);
          keep(session, mails + 1);
          return answer;
        } catch (fault) {
          session.close();
          throw fault;
        }
      } finally {
        giveSlot();
      }
    },
    close: () => {
      isClosed = true;
      for (const { session, timer } of idle.splice(0)) {
        clearTimeout(timer);
        session.quit();
      }
    },
  };
}
