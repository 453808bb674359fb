export { allowedUntil } from "./allowed-until.ts";
export { answerDays, type AnswerDays } from "./answer-days.ts";
export { checkCharges, type ChargeCheck, type ChargeWarning } from "./charges/check-charges.ts";
export { CreditorFigures } from "./charges/creditor-figures.ts";
export { chooseZones, SOURCE_WORDS, type ZoneCandidate, type ZoneChoice } from "./choose-zones.ts";
export {
  comparePacks,
  type FieldChange,
  type PackComparison,
  type RuleChange,
} from "./compare-packs.ts";
export {
  businessCalendar,
  compileHouseRules,
  compilePack,
  isOlder,
  mayBeSwitchedOff,
  type CompiledPack,
  type CompileOptions,
  type Tables,
} from "./compile-pack.ts";
export {
  CaseAttempt,
  CaseConsent,
  CaseDebt,
  CaseNotice,
  CaseState,
  ContactCase,
} from "./contact-case.ts";
export type { Change, Counterfactual } from "./explain/counterfactual.ts";
export { explain, type Explanation } from "./explain/explain.ts";
export { openings, type Opening } from "./explain/openings.ts";
export type { Fact, SpokenRule, Stance } from "./explain/spoken-rule.ts";
export { whatWouldChange } from "./explain/what-would-change.ts";
export { holidayPlaces, holidayTable, listHolidays } from "./holiday-list.ts";
export { HolidayTables } from "./holiday-tables.ts";
export { HouseRule } from "./house-rule.ts";
export { houseRulePack } from "./house-rule-pack.ts";
export { keptByLaw, type KeptRecords, type RecordDays } from "./kept-by-law.ts";
export {
  legalLibrary,
  type LegalLibrary,
  type LegalNotice,
  type LegalStep,
  type Proof,
} from "./legal-library.ts";
export { noticeElapses, type NoticeElapse, type NoticeQuestion } from "./notice-elapses.ts";
export type { NoticeDates } from "./notice-rules.ts";
export { packStanding, type PackStanding } from "./pack-standing.ts";
export { permit } from "./permit.ts";
export { RulePack } from "./rule-pack.ts";
export { RuleId, type Duration } from "./rule.ts";
export { ruleOf, rulesOf, type RuleDescription } from "./rule-of.ts";
export { runVectors, type VectorResult } from "./vectors.ts";
export { combineVerdicts, permissionOf, reasonsOf, type Refusal, type Verdict } from "./verdict.ts";
export {
  Actor,
  Channel,
  Direction,
  Exclusion,
  Outcome,
  PendingOutcome,
  Profile,
  Purpose,
  RuleKind,
  ZoneSource,
} from "./vocabulary.ts";
export {
  datesWords,
  KIND_WORDS,
  ruleInWords,
  rulesInWords,
  type RuleInWords,
} from "./words/rule-in-words.ts";
export { refusalSentence, refusalWords, untilWords, verdictWords } from "./words/verdict-words.ts";
