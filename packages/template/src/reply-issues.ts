import type { TemplateIssue } from "./check-template.ts";
import type { MessageTemplate } from "./message-template.ts";

/** The keyword as messages print it, in any language. */
const PRINTED = /\bSTOP\b/u;
const ASKED = /\b(?:answer|reply|send|text)\s+(?:with\s+)?["'“‘]?stop\b/iu;

/** Whether a text tells its reader to answer with STOP. */
export function asksForStop(body: string): boolean {
  return PRINTED.test(body) || ASKED.test(body);
}

/** Of a template whose channel leaves by a sender that cannot receive: the languages that ask people to answer it. */
export function replyIssues({ languages }: MessageTemplate): readonly TemplateIssue[] {
  return Object.entries(languages)
    .filter(([, { body }]) => asksForStop(body))
    .map(([language]) => ({
      language,
      message:
        "It asks people to reply STOP, and its sender cannot receive replies: put in opt_out_link instead.",
    }));
}
