const UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";

/** The header that says the attempt in words of our own: some houses replace the Message-ID of what they take. */
export const ATTEMPT_HEADER = "X-Fairflow-Attempt";

/** The Message-ID of an attempt's mail: the same however often it is asked for, so that it can be looked up. */
export function messageIdOf(attemptId: string, domain: string): string {
  return `<${attemptId}@${domain}>`;
}

const MESSAGE_ID = new RegExp(`^\\s*<?(${UUID})@[a-z0-9.-]+>?\\s*$`, "i");

/** The attempt whose Message-ID it is, if one of ours. */
export function attemptOfMessageId(messageId: string): string | undefined {
  return MESSAGE_ID.exec(messageId)?.[1]?.toLowerCase();
}

const ATTEMPT = new RegExp(`^\\s*(${UUID})\\s*$`, "i");

/** The attempt that a text is, if it is nothing else. */
export function attemptOf(text: string): string | undefined {
  return ATTEMPT.exec(text)?.[1]?.toLowerCase();
}
