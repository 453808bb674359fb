export {
  upsertAccounts,
  type AccountInput,
  type AccountSource,
  type SavedAccount,
} from "./accounts.ts";
export {
  normalAddress,
  type AddressInput,
  type NormalAddress,
  type RefusedAddress,
} from "./addresses.ts";
export {
  addApiKey,
  findApiKey,
  listApiKeys,
  noteApiKeyUse,
  revokeApiKey,
  type ApiKeyInUse,
  type NewApiKey,
  type StoredApiKey,
} from "./api-keys.ts";
export { BOOLEANS, BYTEAS, INSTANTS } from "./array-types.ts";
export { accountsByReference } from "./accounts-by-reference.ts";
export { recordAudit, type AuditEntry } from "./audit.ts";
export { readClock, setClock, type Clock } from "./clock.ts";
export {
  openDatabase,
  savepoint,
  type Database,
  type DatabaseOptions,
  type Orm,
  type Sql,
  type Transaction,
} from "./connect.ts";
export { criteriaToSql, type FactColumn, type FactColumns, type FactKind } from "./criteria-sql.ts";
export {
  referenceHmac,
  upsertDebtors,
  type DebtorInput,
  type DebtorSource,
  type SavedDebtors,
} from "./debtors.ts";
export { takeDailySnapshot } from "./daily-snapshot.ts";
export { DecryptionError, type Keyring, type LookupKind, type Place } from "./encryption.ts";
export { lockDebtors, recordEvents, type EventInput } from "./events.ts";
export { FACT_SOURCES, factColumns } from "./fact-columns.ts";
export { loadFacts, type AccountFacts, type FactsQuery } from "./facts.ts";
export {
  addHoldNote,
  endHolds,
  holdUntil,
  loadHolds,
  placeHolds,
  type Hold,
  type HoldEnding,
  type HoldInput,
} from "./holds.ts";
export { owedByIdNumber, isPlaceholderNumber } from "./id-numbers.ts";
export { newId, SHARD_COUNT, shardOf, SHARDS_PER_LANE } from "./ids.ts";
export {
  generateMasterKey,
  MasterKeyError,
  openKeyring,
  parseMasterKey,
  rewrapKeys,
  rotateDataKey,
  type MasterKey,
} from "./keys.ts";
export {
  recordLedgerEntries,
  rollArrears,
  type AccountMovement,
  type Booking,
  type BookingContext,
  type LedgerEntryInput,
} from "./ledger.ts";
export { migrate, MigrationMismatchError } from "./migrate.ts";
export {
  answerNamed,
  beginNamed,
  forgetNamed,
  type NamedBeginning,
  type NamedRequest,
} from "./named-requests.ts";
export {
  nameWords,
  normalEmail,
  normalNumber,
  normalPhone,
  normalPostal,
  type NormalPhone,
} from "./normal-form.ts";
export {
  addConsent,
  consentHolder,
  consentsOf,
  endConsent,
  type AddedConsent,
  type ConsentInput,
  type ConsentScope,
  type ConsentWithdrawal,
  type StoredConsent,
} from "./consents.ts";
export {
  acknowledgementOf,
  acknowledgementsOf,
  addAcknowledgement,
  refreshAcknowledged,
  strikeAcknowledgement,
  type AcknowledgementInput,
  type StoredAcknowledgement,
} from "./acknowledgements.ts";
export { noticeRecordsOf, type StoredNotice } from "./notice-records.ts";
export {
  acknowledgementsHappened,
  consentsHappened,
  noticesRecorded,
  type AcknowledgementHappening,
  type ConsentHappening,
  type NoticeHappening,
} from "./debtor-records.ts";
export { findAddresses, type KnownAddress, type NamedAddress } from "./outside-addresses.ts";
export {
  findSubjects,
  type FoundSubject,
  type OutsideReference,
  type OutsideSubject,
} from "./outside-subjects.ts";
export { executePrepared } from "./prepared.ts";
export * as schema from "./schema/tables.ts";
export { searchDebtors } from "./search-terms.ts";
export {
  listOpenTasks,
  noteTaskAttempt,
  readTask,
  saveTaskNote,
  type StoredTask,
  type TaskFilter,
  type TaskRank,
} from "./tasks.ts";
export { refreshStatistics } from "./statistics.ts";
export {
  debtorsAt,
  liftOptOut,
  loadSuppressed,
  suppressAddress,
  type LiftedOptOut,
  type OptInAct,
  type Suppressed,
  type SuppressedChannel,
  type SuppressionInput,
} from "./suppressions.ts";
export {
  countMatching,
  countOverlaps,
  matchingPortfolios,
  portfolioZones,
  sampleMatching,
  type AccountQuestion,
  type Matching,
  type MatchingAccount,
} from "./matching-accounts.ts";
export {
  documentsInUse,
  listSegments,
  segmentVersions,
  type DocumentInUse,
  type ListedSegment,
  type StoredSegmentVersion,
} from "./segments.ts";
export { debtorNames } from "./debtor-names.ts";
export {
  createFlow,
  draftHead,
  listDraftChanges,
  lockDraft,
  readDraft,
  saveDraft,
  type DescribedChange,
  type DraftSave,
  type SavedDraft,
  type StoredDraft,
  type StoredDraftChange,
} from "./flow-drafts.ts";
export { flowHalts, haltFlow, type FlowHalts, type Halt, type HaltKind } from "./flow-halts.ts";
export { isFourEyesOn, setFourEyes } from "./four-eyes.ts";
export { listFlows, type ListedFlow } from "./flow-list.ts";
export {
  listVersions,
  makeTrialLive,
  publishVersion,
  readVersion,
  retireVersions,
  shownVersion,
  startDueVersions,
  type OpenStatus,
  type Publication,
  type StartedVersion,
  type StoredVersion,
  type VersionDocument,
} from "./flow-versions.ts";
export { listTeams, portfolioLanguages } from "./library-choices.ts";
export {
  readLibrary,
  readTemplateVersions,
  saveSegment,
  saveTemplate,
  type SavedVersion,
  type StoredField,
  type StoredLibrary,
  type StoredSegment,
  type StoredTemplate,
} from "./library.ts";
export { readNodeCounts, type CountedHours, type NodeCount } from "./node-counts.ts";
export { peopleAtNode, type PersonAtNode } from "./people-at-node.ts";
export {
  markGone,
  markPresent,
  PRESENCE_LASTS_MS,
  presentIn,
  type PresentWindow,
} from "./presence.ts";
export { isSendingOn, readSendingSwitch, type SendingState } from "./sending-switch.ts";
export {
  addSubmission,
  draftAuthors,
  listSubmissions,
  openSubmission,
  settleSubmission,
  type StoredSubmission,
  type SubmissionInput,
} from "./submissions.ts";
export { queueLagMs } from "./queue-lag.ts";
export {
  accountsOf,
  addressesOf,
  readDebtor,
  standingsOf,
  type StoredAccount,
  type StoredAddress,
  type StoredDebtor,
  type StoredStanding,
} from "./debtor-detail.ts";
export {
  debtorsByReference,
  listDebtors,
  portfolioCountries,
  type ListedDebtor,
} from "./debtor-list.ts";
export { DebtorRank, worstDebtors } from "./worst-debtors.ts";
export {
  arrivalsOf,
  attemptsOf,
  disputesOf,
  eventsOf,
  holdsOf,
  legalStepsOf,
  paymentsOf,
  stepsOf,
  tasksOf,
  type AttemptHappening,
  type DisputeHappening,
  type EventHappening,
  type FlowPlace,
  type HoldHappening,
  type LegalStepHappening,
  type Past,
  type PaymentHappening,
  type StepHappening,
  type TaskHappening,
} from "./debtor-timeline.ts";
export { debtorRevision } from "./debtor-revision.ts";
export { findAbsent, markAbsent, type Absence } from "./absent-accounts.ts";
export { ensureCustomFields } from "./custom-fields.ts";
export { listMappings, saveMapping, type StoredMapping } from "./feed-mappings.ts";
export {
  addFeedRun,
  awaitConfirmation,
  beginFeedRun,
  endFeedRun,
  abandonedFeedRuns,
  interruptedFeedRuns,
  listFeedRuns,
  noteAbsent,
  noteConfirmation,
  noteMapping,
  readFeedProblems,
  readFeedRun,
  saveFeedProblems,
  saveFeedProgress,
  wasImported,
  type FeedEnding,
  type FeedProblem,
  type FeedProgress,
  type NewFeedRun,
  type StoredFeedRun,
} from "./feed-runs.ts";
export {
  ensurePortfolio,
  listPortfolios,
  noteDataAsOf,
  type NewPortfolio,
  type StoredPortfolio,
} from "./portfolios.ts";
export { keepInbox, settleInbox } from "./inbox.ts";
export { keepInboundText, readInboundTexts, type InboundText } from "./inbound-text.ts";
export { anyPayLink, findPayLink, type PayLink } from "./payment-links.ts";
export { latestAddressees, sentTo, type SandboxPerson } from "./sandbox-people.ts";
export { readSentMessages, type SentMessage } from "./sent-messages.ts";
export { addHouseRule, endHouseRule, listHouseRules, type StoredHouseRule } from "./house-rules.ts";
export {
  addLawRevision,
  keepLawDocuments,
  listLawRevisions,
  lockLaw,
  newestLawId,
  newestLawRevision,
  packDocuments,
  portfolioLaws,
  readLawDocuments,
  readLawRevision,
  type LawDocument,
  type PortfolioLaw,
  type StoredLawDocument,
  type StoredLawRevision,
} from "./law.ts";
export { keptBack, type KeptBack } from "./kept-back.ts";
export { oldestAccounts, type OldestAccount } from "./oldest-accounts.ts";
export {
  attemptVerdicts,
  attemptVerdictsOfShard,
  type AttemptVerdicts,
} from "./recorded-verdicts.ts";
