import { z } from "zod";

const Reference = z.string().trim().min(1).max(200);

/** Of whom or of what is spoken, in the client's own numbers: an account, or the debtor as a whole. */
export const OutsideSubjectFields = {
  account: Reference.optional(),
  debtor: Reference.optional(),
  /** Where several clients or portfolios use one number: their names. */
  client: Reference.optional(),
  portfolio: Reference.optional(),
};

export const ONE_SUBJECT = { error: "Name an account or a debtor, not both" };

export function namesOne(subject: {
  readonly account?: string | undefined;
  readonly debtor?: string | undefined;
}): boolean {
  return (subject.account === undefined) !== (subject.debtor === undefined);
}
