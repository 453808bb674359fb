import { readAtMost } from "@fairflow/gateways";
import { z } from "zod";
import { HttpError } from "../../http/http-error.ts";

const MOST_BYTES = 16_384;

/** RFC 8058, section 3.2: what mail programs post, in either encoding of forms. */
const ONE_CLICK = "List-Unsubscribe";

const Tag = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/);
const On = z.literal("on").optional();

const Form = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("choose"),
    sms: On,
    call: On,
    email: On,
    letter: On,
    offers: On,
    language: Tag,
  }),
  z.strictObject({ act: z.literal("stop") }),
  z.strictObject({ act: z.literal("not-me") }),
]);
export type Choice = z.infer<typeof Form> | { readonly act: "one-click" };

/**
 * What was posted to the page of an address, as a form of ours or as the one click of a mail program.
 *
 * @throws HttpError
 */
export async function readChoice(request: Request): Promise<Choice> {
  const fields = await readFields(request);
  if (fields[ONE_CLICK]?.toLowerCase() === "one-click") return { act: "one-click" };
  const parsed = Form.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new HttpError("bad-request", "The form cannot be read. Open the link again.");
}

async function readFields(request: Request): Promise<Readonly<Record<string, string>>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(type)) {
    throw new HttpError("wrong-type", "Send the form of the page.");
  }
  const body = await readAtMost(request.body, MOST_BYTES);
  if (body === undefined) throw new HttpError("too-large", "The form is too large.");
  try {
    const form = await new Response(Buffer.from(body), {
      headers: { "content-type": type },
    }).formData();
    const texts = [...form].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    return Object.fromEntries(texts);
  } catch (cause) {
    throw new HttpError("bad-request", "The form cannot be read. Open the link again.", { cause });
  }
}
