import { createHmac, timingSafeEqual } from "node:crypto";
import { isLocalDate } from "@fairflow/calendar";
import type { KnownOfDebtor } from "@fairflow/db";
import type { PageWords } from "./words/page-words.ts";

export type FactKind = keyof PageWords["facts"];

/** A question with the answers that are right, in the form that `writtenAs` gives. */
export interface KnownFact {
  readonly kind: FactKind;
  readonly answers: readonly string[];
}

/** Whoever reads is the debtor when they know so many facts. */
const ASKED = 2;
const END_LENGTH = 4;
/** The date of birth is in the first six digits of a South African identity number. */
const ZA_ID = /^(\d{2})(\d{2})(\d{2})\d{7}$/;
const POSTAL_CODE = /(?:^|[\s,])(\d{4,5})\s*$/m;

/**
 * The facts that are asked for: of those on record, the ones that fewest others know come first. Fewer than two where no
 * more is on record: then nobody can show here who they are.
 */
export function factsAsked(known: KnownOfDebtor, thisYear: number): readonly KnownFact[] {
  const birthDate = birthDateOf(known.idNumber, thisYear);
  const facts: readonly KnownFact[] = [
    { kind: "idDigits", answers: known.idNumber === undefined ? [] : [endOf(known.idNumber)] },
    { kind: "accountDigits", answers: known.accountNumbers.map(endOf) },
    { kind: "postalCode", answers: known.postalAddresses.flatMap(postalCodeOf) },
    { kind: "customerDigits", answers: known.customerNumbers.map(endOf) },
    { kind: "birthDate", answers: birthDate === undefined ? [] : [birthDate] },
  ];
  return facts
    .map(({ kind, answers }) => ({ kind, answers: answers.filter((answer) => answer !== "") }))
    .filter(({ answers }) => answers.length > 0)
    .slice(0, ASKED);
}

export function isEnough(facts: readonly KnownFact[]): boolean {
  return facts.length === ASKED;
}

/**
 * Whether all facts are answered rightly. Every answer is compared with every right one whatever the others come to, and by
 * digests of one length: the time that it takes tells nothing.
 */
export function areAllRight(
  facts: readonly KnownFact[],
  given: Readonly<Partial<Record<FactKind, string | undefined>>>,
  key: string,
): boolean {
  const digest = (text: string) => createHmac("sha256", key).update(text).digest();
  const right = facts.map(({ kind, answers }) => {
    const answer = digest(writtenAs(kind, given[kind] ?? ""));
    return answers.map((each) => timingSafeEqual(digest(each), answer)).includes(true);
  });
  return isEnough(facts) && !right.includes(false);
}

/** What was typed in the form in which it is compared. */
function writtenAs(kind: FactKind, text: string): string {
  switch (kind) {
    case "birthDate":
      return text.trim();
    case "postalCode":
      return signsOf(text);
    case "idDigits":
    case "accountDigits":
    case "customerDigits":
      return endOf(text);
  }
}

/** People write the whole number too. */
function endOf(text: string): string {
  return signsOf(text).slice(-END_LENGTH);
}

function signsOf(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function postalCodeOf(address: string): readonly string[] {
  const code = POSTAL_CODE.exec(address)?.[1];
  return code === undefined ? [] : [code];
}

function birthDateOf(idNumber: string | undefined, thisYear: number): string | undefined {
  const [, year, month, day] = ZA_ID.exec((idNumber ?? "").replaceAll(/\s/g, "")) ?? [];
  if (year === undefined) return undefined;
  const century = 2000 + Number(year) > thisYear ? 1900 : 2000;
  const date = `${century + Number(year)}-${month}-${day}`;
  return isLocalDate(date) ? date : undefined;
}
