import { html } from "hono/html";
import { backTo, pageForm, type AccountForm } from "./form-parts.ts";
import { pageFrame, type Markup } from "./page-frame.ts";

export interface FormPage extends Pick<AccountForm, "session" | "fault"> {
  readonly said: { readonly title: string; readonly text: string };
  /** What stands between the words and the form. */
  readonly above?: Markup;
  readonly action: string;
  readonly hasFile?: boolean;
  /** The fields and the button. */
  readonly body: Markup;
}

/** A page with one form, and the way back to the account. */
export function formPage({ session, said, above, ...form }: FormPage): Markup {
  const { words, language, ticket } = session;
  return pageFrame({
    title: said.title,
    language,
    body: html`<h1>${said.title}</h1>
      <p>${said.text}</p>
      ${above ?? ""} ${pageForm({ ...form, ticket })} ${backTo("/pay", words.back)}`,
  });
}
