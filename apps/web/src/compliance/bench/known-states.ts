import { plainName } from "../gate-words.ts";

/** States that rule packs speak of; any other word can be typed. */
const KNOWN = [
  "dispute_open",
  "dispute_written",
  "claims_paid",
  "promise_open",
  "arrangement_active",
  "debt_review",
  "represented",
  "deceased",
  "insolvent",
  "under_administration",
  "business_rescue",
  "minor",
  "vulnerable",
  "opted_out",
  "cease_all",
  "refused_to_pay",
  "paid",
  "time_barred",
  "scheme_claim_pending",
  "moratorium_standard",
  "moratorium_crisis",
  "workplace_prohibited",
] as const;

export const knownStates = KNOWN.map((value) => ({ value, label: plainName(value) }));

export const knownSteps = [
  "commence_legal_proceedings",
  "terminate_or_enforce",
  "report_to_bureau",
  "collection_contact",
].map((value) => ({ value, label: plainName(value) }));

export const knownNotices = [
  "nca_s129",
  "bureau_listing",
  "regf_validation",
  "nv_medical_60",
  "cca_default_notice",
  "cca_nosia",
  "pap_letter_of_claim",
  "ncc_s88",
].map((value) => ({
  value,
  label: plainName(value),
}));
