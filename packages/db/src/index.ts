export { accountReferences } from "./account-references.ts";
export {
  agreementsOf,
  debtorOfPromise,
  readAffordability,
  saveAffordability,
  settlementsOf,
} from "./agreements.ts";
export {
  addToStatement,
  acknowledgeDispute,
  assignDispute,
  countDisputes,
  listDisputes,
  readDispute,
  readDisputeWords,
  saveDecisionWords,
  type DisputeRank,
  type StoredDispute,
} from "./disputes.ts";
export {
  endVulnerability,
  readVulnerability,
  recordVulnerability,
  reviewVulnerabilityOn,
} from "./vulnerabilities.ts";
export { upsertAccounts, type AccountInput, type SavedAccount } from "./accounts.ts";
export { normalAddress, type AddressInput } from "./addresses.ts";
export {
  addApiKey,
  findApiKey,
  listApiKeys,
  noteApiKeyUse,
  revokeApiKey,
  type ApiKeyInUse,
  type StoredApiKey,
} from "./api-keys.ts";
export { BYTEAS } from "./array-types.ts";
export { accountsByReference } from "./accounts-by-reference.ts";
export { recordAudit, type AuditEntry } from "./audit.ts";
export { auditChainState, auditChoices, listAudit, type StoredAuditEntry } from "./audit-log.ts";
export { addCheckout, findCheckout, raiseCheckout } from "./checkouts.ts";
export { readClock, setClock, type Clock } from "./clock.ts";
export {
  answerThread,
  authorOfComment,
  beginThread,
  commentsOf,
  commentsRevision,
  lockThread,
  readMentions,
  settleThread,
  takeOutComment,
  unreadMentions,
} from "./comments.ts";
export { openDatabase, savepoint, type Database, type Sql, type Transaction } from "./connect.ts";
export { criteriaToSql } from "./criteria-sql.ts";
export { upsertDebtors, type DebtorInput } from "./debtors.ts";
export {
  countPastCloses,
  keepPastCloses,
  takeDailySnapshot,
  type PastClose,
} from "./daily-snapshot.ts";
export { paymentsOn } from "./debtor-payments.ts";
export { DecryptionError, type Keyring } from "./encryption.ts";
export { lockDebtors, recordEvents, type EventInput } from "./events.ts";
export { evidenceOf, keepEvidence, readEvidence, type EvidenceType } from "./evidence.ts";
export { FACT_SOURCES, factColumns } from "./fact-columns.ts";
export { loadFacts } from "./facts.ts";
export { addHoldNote, endHolds, holdUntil, loadHolds, placeHolds } from "./holds.ts";
export { owedByIdNumber, isPlaceholderNumber } from "./id-numbers.ts";
export { newId, SHARD_COUNT, shardOf, SHARDS_PER_LANE } from "./ids.ts";
export { knownOfDebtor, type KnownOfDebtor } from "./known-of-debtor.ts";
export {
  generateMasterKey,
  MasterKeyError,
  openKeyring,
  parseMasterKey,
  type MasterKey,
} from "./keys.ts";
export {
  recordLedgerEntries,
  rollArrears,
  type AccountMovement,
  type LedgerEntryInput,
} from "./ledger.ts";
export { migrate, MigrationMismatchError } from "./migrate.ts";
export {
  addMove,
  countMoved,
  isAnyMoveUnderWay,
  isMoveUnderWay,
  listMoves,
  lockMove,
  movedExceptions,
  readMove,
  saveMoveCursor,
  settleMove,
  takeMove,
  type MoveOutcome,
  type MoveStatus,
  type StoredMove,
} from "./moves.ts";
export { answerNamed, beginNamed, forgetNamed, type NamedRequest } from "./named-requests.ts";
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
export { findAddresses, type KnownAddress } from "./outside-addresses.ts";
export {
  findSubjects,
  type FoundSubject,
  type OutsideReference,
  type OutsideSubject,
} from "./outside-subjects.ts";
export { executePrepared } from "./prepared.ts";
export {
  addProvider,
  changeProvider,
  isLiveProviderOn,
  listProviders,
  lockProviders,
  noteProviderTest,
  providersRevision,
  readProvider,
  removeProvider,
  switchProvider,
  type StoredProvider,
} from "./providers.ts";
export { waitingMessages } from "./waiting-messages.ts";
export {
  listSecrets,
  openSecrets,
  retireSecret,
  rotateSecret,
  type OpenSecrets,
  type SecretPlace,
  type SetSecret,
} from "./provider-secrets.ts";
export * as schema from "./schema/tables.ts";
export { searchDebtors } from "./search-terms.ts";
export {
  noteTaskAttempt,
  openDisputeOf,
  readTask,
  saveTaskNote,
  type StoredTask,
} from "./tasks.ts";
export { assignTask, callBackTask, moveTaskToTeam } from "./desk/assign-task.ts";
export {
  countInbox,
  listCallBacks,
  listInbox,
  type InboxRank,
  type InboxView,
} from "./desk/inbox.ts";
export {
  answerRequests,
  closeRequest,
  countriesOf,
  noteExport,
  openRequest,
  openRequests,
  requestTerms,
} from "./desk/data-requests.ts";
export { readDebtorFile, type TableOfFile } from "./desk/debtor-file.ts";
export { DEBTOR_TABLES, TABLES_LEFT_OUT } from "./desk/debtor-tables.ts";
export { erasedAt, eraseDebtorData } from "./desk/erase-debtor.ts";
export { addNote, notesHappened, notesOfTask, type StoredNote } from "./desk/notes.ts";
export {
  recordsHappened,
  segmentCriteriaAt,
  type RecordHappening,
} from "./desk/records-happened.ts";
export { rankTasks } from "./desk/rank-tasks.ts";
export { saveTeam, teamsAtDesk, teamsOf } from "./desk/teams.ts";
export { emptyReadLongAgo } from "./read-long-ago.ts";
export { isSwept, lastSweep, lockSweep, noteSweep } from "./retention-sweeps.ts";
export { refreshStatistics } from "./statistics.ts";
export {
  debtorsAt,
  liftOptOut,
  loadSuppressed,
  suppressAddress,
  type SuppressedChannel,
} from "./suppressions.ts";
export {
  countMatching,
  countOverlaps,
  matchingPortfolios,
  portfolioZones,
  sampleMatching,
  type AccountQuestion,
} from "./matching-accounts.ts";
export { documentsInUse, listSegments, segmentVersions, type DocumentInUse } from "./segments.ts";
export { eftTerms } from "./eft-terms.ts";
export { listPayTerms, savePayTerms, type PayTerms } from "./pay-terms.ts";
export { canBeMissing, countMissing } from "./missing-values.ts";
export { knownImages, readImage, saveImage, type StoredImage } from "./template-images.ts";
export { sandboxHtml } from "./sandbox-html.ts";
export { listTemplates, templateVersions } from "./templates.ts";
export { debtorNames } from "./debtor-names.ts";
export {
  createFlow,
  draftHead,
  listDraftChanges,
  lockDraft,
  readDraft,
  saveDraft,
  type DescribedChange,
  type StoredDraft,
} from "./flow-drafts.ts";
export { flowHalts, haltFlow, type Halt } from "./flow-halts.ts";
export { isFourEyesOn, setFourEyes } from "./four-eyes.ts";
export { listFlows } from "./flow-list.ts";
export {
  listVersions,
  makeTrialLive,
  publishVersion,
  readVersion,
  retireVersions,
  shownVersion,
  versionNumbered,
  startDueVersions,
  type StoredVersion,
} from "./flow-versions.ts";
export { listTeams, portfolioLanguages } from "./library-choices.ts";
export {
  readLibrary,
  readTemplateVersions,
  saveSegment,
  saveTemplate,
  type SavedVersion,
  type StoredLibrary,
  type StoredSegment,
  type StoredTemplate,
} from "./library.ts";
export {
  figuresByDay,
  figureTotals,
  openHolds,
  stoodAt,
  type FigureDays,
  type FigureOfDay,
  type FigureScope,
  type FigureTotal,
  type StoodBucket,
} from "./day-figures.ts";
export {
  attemptsAtNode,
  creditedAtNode,
  keptBackAtNode,
  passedNode,
  type CountedAt,
  type CountedQuestion,
} from "./people-counted.ts";
export {
  attemptsBehind,
  curedBehind,
  disputesBehind,
  goalsBehind,
  holdsBehind,
  keptBackBehind,
  moneyBehind,
  promisesBehind,
  type Behind,
  type BehindQuestion,
} from "./people-behind.ts";
export {
  MOVED_IN,
  readNodeCounts,
  readPresent,
  type CountedHours,
  type NodeCount,
} from "./node-counts.ts";
export { peopleAtNode, reasonsAtNode } from "./people-at-node.ts";
export { limitTime } from "./limit-time.ts";
export { readSegmentCounts } from "./segment-counts.ts";
export type { SegmentMembers } from "./segment-members.ts";
export { markGone, markPresent, presentIn } from "./presence.ts";
export {
  addScenario,
  changeScenario,
  listScenarios,
  removeScenario,
  type StoredScenario,
} from "./scenarios.ts";
export { isSendingOn, readSendingSwitch } from "./sending-switch.ts";
export {
  addSubmission,
  draftAuthors,
  listSubmissions,
  openSubmission,
  settleSubmission,
  type StoredSubmission,
} from "./submissions.ts";
export { queueLagMs } from "./queue-lag.ts";
export {
  accountsOf,
  addressesOf,
  readDebtor,
  standingsOf,
  type StoredAddress,
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
  disputesOf,
  agreementEventsOf,
  eventsOf,
  holdsOf,
  paymentsOf,
  tasksOf,
  type DisputeHappening,
  type AgreementHappening,
  type EventHappening,
  type HoldHappening,
  type Past,
  type PaymentHappening,
  type TaskHappening,
} from "./debtor-timeline.ts";
export {
  attemptsOf,
  legalStepsOf,
  stepOf,
  stepsOf,
  type AttemptHappening,
  type FlowPlace,
  type LegalStepHappening,
  type StepHappening,
} from "./flow-timeline.ts";
export { debtorRevision } from "./debtor-revision.ts";
export { findAbsent, markAbsent } from "./absent-accounts.ts";
export { ensureCustomFields } from "./custom-fields.ts";
export { listMappings, saveMapping } from "./feed-mappings.ts";
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
  uploadsInUse,
  readFeedRun,
  saveFeedProblems,
  saveFeedProgress,
  wasImported,
  type FeedEnding,
  type FeedProblem,
  type FeedProgress,
  type StoredFeedRun,
} from "./feed-runs.ts";
export {
  ensurePortfolio,
  listPortfolios,
  noteDataAsOf,
  type StoredPortfolio,
} from "./portfolios.ts";
export { keepInbox, keepInboxes, settleInbox, settleInboxes } from "./inbox.ts";
export { keepInboundText, readInboundTexts } from "./inbound-text.ts";
export {
  latestLetterAbout,
  lettersOfBatch,
  listLetterBatches,
  readPrinted,
  waitingLetters,
  type LetterBatchRow,
  type PrintedFile,
} from "./letters.ts";
export { addTrace, soughtCount, soughtDebtors } from "./traces.ts";
export { findPreferences, setLanguage, type AddressPreferences } from "./preferences.ts";
export { addReply, readWritten } from "./replies.ts";
export { quarantinedNotices, releaseNotice, setNoticeAside } from "./quarantined-notices.ts";
export { openAgreement, type OpenAgreement } from "./open-agreements.ts";
export {
  anyPayLink,
  findPayLink,
  forgetLinkTries,
  takeLinkTry,
  type PayLink,
} from "./payment-links.ts";
export { latestAddressees, sentTo } from "./sandbox-people.ts";
export { readSentMessages } from "./sent-messages.ts";
export { addHouseRule, endHouseRule, listHouseRules } from "./house-rules.ts";
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
} from "./law.ts";
export { keptBack, type KeptBack } from "./kept-back.ts";
export { oldestAccounts } from "./oldest-accounts.ts";
export { cashCandidates, type CashCandidate } from "./cash-candidates.ts";
export { allocationsOf, type StoredAllocation } from "./cash-allocations.ts";
export {
  cashLinesById,
  linesOfStatement,
  listCashLines,
  untouchedLines,
  type CashCursor,
  type StoredCashLine,
} from "./cash-lines.ts";
export { cashSums } from "./cash-sums.ts";
export {
  takerOf,
  takersNamed,
  takingsNotPaidOut,
  type DayOfTakings,
  type Taker,
} from "./gateway-takings.ts";
export { depositLines, waitingRemittances, type WaitingRemittance } from "./waiting-remittances.ts";
export {
  portfolioAllocations,
  readCashMatching,
  saveCashMatching,
  savePortfolioAllocations,
} from "./cash-rules.ts";
export {
  closingBefore,
  keepStatements,
  knownStatements,
  type StatementToKeep,
} from "./kept-statements.ts";
export {
  abandonedStatementFiles,
  addStatementFile,
  beginStatementFile,
  endStatementFile,
  listStatementFiles,
  noteStatementLines,
  readStatementFile,
  unfinishedStatementFiles,
  type StoredStatementFile,
} from "./statement-files.ts";
export {
  listStatementLayouts,
  readStatementLayout,
  saveStatementLayout,
} from "./statement-layouts.ts";
export { attemptVerdicts, attemptVerdictsOfShard } from "./recorded-verdicts.ts";
export {
  addTestDelivery,
  cancelAbandoned,
  claimDeliveries,
  forgetDeliveries,
  listDeliveries,
  readDelivery,
  redeliver,
  saveTry,
  type DueDelivery,
  type StoredDelivery,
  type TriedDelivery,
} from "./webhook-deliveries.ts";
export {
  addWebhookEndpoint,
  changeWebhookEndpoint,
  disableWebhookEndpoint,
  listWebhookEndpoints,
  openWebhookSecrets,
  raiseWebhookAlert,
  readWebhookEndpoint,
  removeWebhookEndpoint,
  retireWebhookSecret,
  rotateWebhookSecret,
  type StoredWebhookEndpoint,
  type WebhookDisabledWhy,
} from "./webhook-endpoints.ts";
export { addressValues, listCalls, type ListedTask } from "./call-list.ts";
export { accountsInFlow, findFlow } from "./flow-standings.ts";
export { saveOtherParty } from "./other-parties.ts";
export { listToldEvents, settledUntil } from "./told-events.ts";
