import PostalMime, { type Email } from "postal-mime";
import { attemptOfMessageId } from "../smtp/message-id.ts";

/** What somebody answered to a mail of ours, or wrote to stop them. */
export interface MailReply {
  /** The mail's own id, the same however often it comes. */
  readonly messageId: string;
  readonly from: string;
  /** What they wrote themselves, without what they quote. */
  readonly text: string;
  /** The mail of ours that it answers, where it says so. */
  readonly attemptId: string | undefined;
}

/** What mail programs put before what they quote, in the languages that our mails have. */
const QUOTES =
  /^(?:>|-{2,} ?(?:original message|forwarded message|oorspronklike boodskap)|_{10,}|on .{4,200} wrote:$|op .{4,200} skryf|from: |van: )/i;

/** Nobody reads more of one. */
const MOST_CHARACTERS = 10_000;

/** A mail without words of its own says what its subject says, as the answer to a `mailto:` link does. */
const UNSUBSCRIBE = /^\s*(?:re:\s*)?unsubscribe\s*$/i;

/**
 * Reads a mail as what a person wrote. Answers of machines (RFC 3834), lists and what comes from nobody are none: they
 * never stop or start anything.
 *
 * @param source the mail, or its beginning
 */
export async function readMailReply(source: Uint8Array): Promise<MailReply | undefined> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(source);
  } catch {
    // Nested or long beyond every mail server's habit.
    return undefined;
  }
  const from = mail.from?.address ?? "";
  if (mail.messageId === undefined || from === "" || isOfMachine(mail, from)) return undefined;
  const own = ownWords(mail.text ?? "");
  const text = UNSUBSCRIBE.test(mail.subject ?? "") ? "unsubscribe" : own;
  if (text === "") return undefined;
  return { messageId: mail.messageId, from, text, attemptId: answered(mail) };
}

function isOfMachine({ headers }: Email, from: string): boolean {
  const said = (name: string) =>
    headers
      .find(({ key }) => key.toLowerCase() === name)
      ?.value.trim()
      .toLowerCase();
  const submitted = said("auto-submitted");
  if (submitted !== undefined && submitted !== "no") return true;
  if (said("list-id") !== undefined || said("return-path") === "<>") return true;
  if (said("x-autoreply") !== undefined || said("x-autorespond") !== undefined) return true;
  if (["bulk", "list", "junk", "auto_reply"].includes(said("precedence") ?? "")) return true;
  return /^(?:mailer-daemon|postmaster|no-?reply|bounces?)@/i.test(from);
}

/** Above the first line of what is quoted. */
function ownWords(text: string): string {
  const lines = text.slice(0, MOST_CHARACTERS).replaceAll("\r\n", "\n").split("\n");
  const quoted = lines.findIndex((line) => QUOTES.test(line.trim()));
  return (quoted < 0 ? lines : lines.slice(0, quoted)).join("\n").trim();
}

function answered({ inReplyTo, references }: Email): string | undefined {
  const ids = [inReplyTo ?? "", ...(references ?? "").split(/\s+/).toReversed()];
  return ids.map(attemptOfMessageId).find((id) => id !== undefined);
}
