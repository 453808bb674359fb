import type { StoredCashLine } from "@fairflow/db";
import { z } from "zod";
import type { LineToMatch } from "./match-lines-stored.ts";

const Details = z.object({
  texts: z.array(z.string()),
  payerName: z.string().nullable(),
  payerAccount: z.string().nullable(),
  bankReference: z.string().nullable(),
});
export type Details = z.infer<typeof Details>;

/** What a line says in words, read again. */
export function detailsOf({ details }: Pick<StoredCashLine, "details">): Details {
  return Details.parse(details);
}

/** A line that is kept, as what is still to be put somewhere of it is matched. */
export function lineToMatch(stored: StoredCashLine): LineToMatch {
  const { id, kind, valueDate, bookingDate, rest, currency, fileLine, isRemittance } = stored;
  const { texts, payerName, payerAccount, bankReference } = detailsOf(stored);
  return {
    currency,
    isRemittance,
    line: {
      id,
      kind,
      valueDate,
      bookingDate,
      amount: rest,
      texts,
      payer: { name: payerName ?? undefined, account: payerAccount ?? undefined },
      bankReference: bankReference ?? undefined,
      deposit: undefined,
      place: { line: fileLine },
    },
  };
}
