import type { SendResult } from "@fairflow/engine";

/**
 * A text that asks for STOP does not leave by a sender that hears nothing: whoever answered it would not be heard. A flow
 * that was published for another sender may still say it.
 */
export const UNHEARD: SendResult = { kind: "refused", code: "reply-not-heard" };
