import type { Endpoints, OutputOf, SignedInUser } from "@fairflow/contract";
import { newId, recordAudit, type Keyring } from "@fairflow/db";
import type { ChannelPort } from "@fairflow/engine";
import { IMAGE_SCHEME } from "@fairflow/template";
import { IMAGES_PATH } from "@fairflow/contract";
import { HttpError } from "../http/http-error.ts";
import { failureWords } from "../providers/failure-words.ts";
import { freeNumber, provenNumber } from "./own-number.ts";
import { sayTemplate, type PreviewAsked } from "./preview-template.ts";
import { testPort, type TestPortDeps } from "./test-port.ts";

export interface TestSendDeps extends TestPortDeps {
  readonly keyring: Keyring;
  readonly publicUrl: URL;
  readonly realNow: Date;
}

interface NamedNumber {
  /** Any that nobody on file has, while nobody is reached. */
  readonly number?: string | undefined;
  /** That a number is one's own. */
  readonly proof?: string | undefined;
}

/**
 * Sends a template with made-up values to whoever asks, by the provider that such messages go through: a mail to the address
 * that one signs in with, an SMS to the number that was shown to be one's own, which nobody on file may have. It is marked
 * as a test, stands on the audit trail before it leaves, and is no contact with a debtor.
 *
 * @throws HttpError for a letter, what cannot be said, a number that is not one's own, or where nobody can take it
 */
export async function sendTest(
  deps: TestSendDeps,
  { template, language, number, proof }: Omit<PreviewAsked, "debtorId"> & NamedNumber,
  user: SignedInUser,
): Promise<OutputOf<Endpoints["sendTestMessage"]>> {
  const { database, keyring, publicUrl, providers } = deps;
  const { channel } = template;
  if (channel === "letter") {
    throw new HttpError("invalid", "A letter is not sent as a test: look at its PDF.");
  }
  const port = await testPort({ database, providers }, channel);
  const to =
    channel === "email" ? user.email : await numberFor(deps, { port, number, proof }, user);
  const asked = { template, language };
  const { rendering, designs } = await sayTemplate(
    { database, keyring, publicUrl },
    asked,
    user.role,
  );
  const [broken] = designs.problems;
  if (broken !== undefined) throw new HttpError("invalid", `The design: ${broken.message}`);
  if (!rendering.ok) throw new HttpError("invalid", rendering.problem);
  const attemptId = newId();
  await recordAudit(database, [
    {
      actor: { kind: "user", id: user.id },
      action: "template.test",
      subject: { kind: "template", id: template.id },
      after: { attempt: attemptId, language, provider: port.name },
    },
  ]);
  const about = { attemptId, channel, to, language: rendering.language };
  const { subject = "", body, html } = rendering;
  const mark = `This is a test of the template “${template.name}”, with made-up values.`;
  const message =
    channel === "sms"
      ? { ...about, subject: undefined, body: `[Test] ${body}` }
      : {
          ...about,
          subject: `[Test] ${subject}`,
          body: `${mark}\n\n${body}`,
          html: html
            ?.replaceAll(IMAGE_SCHEME, `${publicUrl.origin}${IMAGES_PATH}/`)
            .replace(
              /(<body[^>]*>)/,
              `$1<p style="font-family:sans-serif;padding:8px">${escaped(mark)}</p>`,
            ),
        };
  const result = await port.send(message, () => Promise.resolve(true));
  return {
    to,
    provider: port.name,
    result: result.kind,
    why: "code" in result ? failureWords(result.code, channel) : null,
  };
}

/** Whoever names a number while people are reached has shown that it is theirs. */
function numberFor(
  deps: TestSendDeps,
  { port, number, proof }: NamedNumber & { readonly port: ChannelPort },
  user: SignedInUser,
): Promise<string> {
  return port.isLive ? provenNumber(deps, proof, user) : freeNumber(deps, number);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
