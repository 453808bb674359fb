/** What a provider calls of ours, below its own address. */
export const CALLBACK_PATHS = { status: "/status", inbound: "/inbound" } as const;

/** Carries our attempt, so that a callback that overtakes the provider's answer is understood. */
export function statusAddress(callbackUrl: string, attemptId: string): string {
  return `${callbackUrl}${CALLBACK_PATHS.status}?a=${encodeURIComponent(attemptId)}`;
}
