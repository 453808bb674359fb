export { askToEnrol } from "./ask-to-enrol.ts";
export { recordDelivery } from "./facts/deliveries.ts";
export {
  DeliveryFault,
  DeliveryStatus,
  joinReports,
  type DeliveryReport,
} from "./sending/delivery-status.ts";
export { takePlainReportsIn } from "./sending/take-plain-reports.ts";
export { takeReportsIn, type TakenReport, type ToldOfMessage } from "./sending/take-reports.ts";
export { takeMailReportIn } from "./facts/mail-reports.ts";
export { acknowledgeDebtIn, strikeAcknowledgementIn } from "./facts/acknowledgements.ts";
export { recordNoticeIn, type KnownNotice } from "./facts/notices.ts";
export { enterFlowIn } from "./enter-flow.ts";
export { leaveFlowIn } from "./leave-flow.ts";
export { enrolLane } from "./enrol-lane.ts";
export { nextEntry } from "./next-entry.ts";
export { bookPayoutIn } from "./cash/book-payout.ts";
export type { CashActor, CashOutcome, CashRefusal } from "./cash/cash-act.ts";
export { approveRefundIn, askRefundIn, setAsideIn } from "./cash/other-money.ts";
export { putToAccountsIn } from "./cash/put-to-accounts.ts";
export { returnPaymentsIn } from "./cash/return-payments.ts";
export { splitDepositIn } from "./cash/split-deposit.ts";
export { moveAllocationIn, undoAllocationIn } from "./cash/undo-allocation.ts";
export { workingDays } from "./figures/working-days.ts";
export { foldFigures } from "./figures/fold-figures.ts";
export { creditHistory } from "./figures/credit-history.ts";
export { closeAccount, linkOpenedIn } from "./facts/accounts.ts";
export { debtorErasedIn } from "./facts/debtor-erased.ts";
export { eraseDebtorIn, erasureBars } from "./facts/erasure.ts";
export { countDue, lookForDue, retentionRules } from "./retention/look-for-due.ts";
export { readRetention, RetentionSetting, saveRetention } from "./retention/retention-setting.ts";
export type { SweepBar } from "./retention/sweep-bars.ts";
export { nextSweepOn } from "./retention/sweep-day.ts";
export { sweepRetention } from "./retention/sweep-retention.ts";
export { termsNow } from "./facts/terms-now.ts";
export { stopAskingFor } from "./facts/stop-asking.ts";
export {
  addressOf,
  optInIn,
  optOut,
  optOutByDigestIn,
  optOutIn,
  wrongParty,
  wrongPartyIn,
  type OptInInput,
} from "./facts/addresses.ts";
export { recordConsentIn, withdrawConsentIn } from "./facts/consents.ts";
export { compareCharges } from "./facts/creditor-charges.ts";
export { completeTaskIn, NOT_ALLOWED, type CompletedTask } from "./facts/complete-task.ts";
export { openDispute, openDisputeIn, resolveDispute, resolveDisputeIn } from "./facts/disputes.ts";
export { WrongAdjustmentError } from "./facts/disputes/adjust-debt.ts";
export { previewDecision } from "./facts/disputes/preview-decision.ts";
export { planAnswerIn, previewAnswer, type PlannedAnswer } from "./facts/answers/plan-answer.ts";
export { AFFIDAVIT, decideIdentityTheftIn, IDENTITY_THEFT } from "./facts/identity-theft.ts";
export { askForEvents } from "./facts/expected-events.ts";
export {
  claimPaid,
  claimPaidIn,
  liftHold,
  placeHoldIn,
  type HoldPlacing,
  type PlacedHold,
} from "./facts/holds.ts";
export { holdStates, liftHoldByIdIn } from "./facts/lift-hold.ts";
export {
  mayContact,
  mayContactIn,
  reserveContacts,
  reserveContactsIn,
  type ContactAnswer,
  type ContactQuestion,
} from "./facts/may-contact.ts";
export { DESK } from "./facts/outside-attempt.ts";
export type { OutsideAddress } from "./facts/outside-proposal.ts";
export {
  recordContacts,
  recordContactsIn,
  type RecordedContact,
  type ReportedContact,
} from "./facts/record-contacts.ts";
export { expireReservations, releaseReservation } from "./facts/reservations.ts";
export { reportHardshipIn } from "./facts/hardship.ts";
export { addressesOfLink, rightPartyIn, type LinkedAddress } from "./facts/right-party.ts";
export { timeBarredAccounts } from "./facts/time-barred.ts";
export { giveAgainIn, takeBackIn } from "./facts/money-back.ts";
export {
  AgreementTerms,
  Authority,
  floorOf,
  readAgreementTerms,
  saveAgreementTerms,
} from "./facts/promises/agreement-terms.ts";
export {
  approveArrangementIn,
  declineArrangementIn,
  mayAgree,
  proposeArrangementIn,
  type ArrangementOutcome,
} from "./facts/promises/arrangements.ts";
export { cancelPromiseIn } from "./facts/promises/cancel-promise.ts";
export { proposePromiseIn, type PromiseOutcome } from "./facts/promises/make-promise.ts";
export { acceptSettlementIn, type AcceptOutcome } from "./facts/settlements/accept-settlement.ts";
export { approveSettlementIn } from "./facts/settlements/approve-settlement.ts";
export { endSettlementIn } from "./facts/settlements/end-settlement.ts";
export {
  mayOffer,
  offerSettlementIn,
  type SettlementOutcome,
} from "./facts/settlements/offer-settlement.ts";
export { restateAgreements } from "./facts/restate-agreements.ts";
export {
  recordPayment,
  recordPaymentIn,
  recordSpreadPaymentIn,
  reversePayment,
  type PaymentPart,
} from "./facts/payments.ts";
export { contactOfTask, stepOfTask } from "./facts/task-contact.ts";
export {
  addressOfOpening,
  giveBackOpening,
  noteOpening,
  readOpening,
} from "./facts/task-opening.ts";
export { judgeSteps } from "./facts/task-steps.ts";
export { disputePapers, papersBesideDecision } from "./facts/dispute-papers.ts";
export { DISPUTE_TASK, isDisputeTask } from "./dispute-task.ts";
export { tell, UnknownSubjectError, type FactDeps, type Told } from "./facts/telling.ts";
export { together } from "./together.ts";
export { installQueues, type Jobs, type LaneJob } from "./jobs.ts";
export { fillBatch, recoverClaims, type LetterDeps } from "./letters/fill-batch.ts";
export {
  beginBatch,
  closeBatch,
  handOverIn,
  readMovedOn,
  takeOutMovedOn,
} from "./letters/letter-batches.ts";
export {
  savePrinted,
  unprintedLetters,
  type Printed,
  type UnprintedLetter,
} from "./letters/print-letters.ts";
export { letterReturnedIn } from "./letters/returned-mail.ts";
export { LETTERS_SETTING } from "./letters/letters-collected.ts";
export { LANE_COUNT } from "./lane.ts";
export { runMoveBatch } from "./moving/run-move-batch.ts";
export { loadSubject, UnrunnableMoveError, type MoveSubject } from "./moving/move-subject.ts";
export { previewMove } from "./moving/preview-move.ts";
export { versionCache, type VersionCache } from "./load-versions.ts";
export { MovedClockError, refuseMovedClock } from "./moved-clock.ts";
export type { ReplyMeaning, ReplyTopic } from "./replies/reply-meaning.ts";
export { takeReplyIn, type TakenReply } from "./replies/take-reply.ts";
export { tokenHash } from "./save-links.ts";
export { loadTestPeople } from "./test-people/load-test-people.ts";
export {
  GIVEN_BACK,
  type AddressFault,
  type ChannelPort,
  type LookupResult,
  type MayStillGo,
  type MessagePrice,
  type OutgoingMessage,
  type SendResult,
} from "./sending/channel-port.ts";
export type {
  AskedPayment,
  CameNotice,
  Checkout,
  CheckoutRequest,
  Confirmation,
  FindAsked,
  MoneyMovement,
  NoticeFault,
  OpenedNotice,
  PaymentGatewayPort,
  PaymentStanding,
} from "./sending/payment-gateway-port.ts";
export { debtValues, readSpokenAccounts } from "./sending/message-values.ts";
export {
  PREFERENCES_PATH,
  preferencesToken,
  savePreferencesLinks,
} from "./sending/preferences-link.ts";
export { fixedPorts, type ChannelRoute, type PortSource } from "./sending/port-source.ts";
export { providerPaces, wakeProvider, type ProviderPace } from "./sending/provider-pace.ts";
export { closeDays, openPortfolios } from "./daily-close.ts";
export { readKeptDays } from "./reports/read-rolls.ts";
export {
  readDrawnSplits,
  readExperimentOutcomes,
  type DrawnSplit,
  type ExperimentOutcomes,
} from "./experiments/read-experiments.ts";
export { peopleOfArm } from "./experiments/people-of-arm.ts";
export { readReportChoices } from "./reports/read-choices.ts";
export { peopleOfCell } from "./reports/people-of-cell.ts";
export { readReport, type ReportKind } from "./reports/read-report.ts";
export type { ReportPeriod, ReportScope } from "./reports/report-scope.ts";
export { sender, type SendingDeps } from "./sending/send-lane.ts";
export { settleDoubt } from "./sending/settle-doubt.ts";
export { mayClaim, switchSending } from "./sending/sending-switch.ts";
export { startEngine, type Engine, type EngineOptions, type Role } from "./start-engine.ts";
export { runTick, type TickDeps } from "./tick.ts";
export { wakeDeferred } from "./law/wake-deferred.ts";
export { withActivePack, withoutActivePack } from "./law/change-composition.ts";
export { Composition, type ComposedPack } from "./law/composition.ts";
export { lawReader, type LawReader } from "./law/law-reader.ts";
export { asIfActive } from "./law/as-if-active.ts";
export { EVERY_PACK, STOP_FACTS } from "./law/compile-law.ts";
export { packsAsked } from "./law/packs-asked.ts";
export { recordedValues } from "./recorded-values.ts";
export { RecordedVerdict, replayVerdict } from "./law/recorded-verdict.ts";
export { houseKey } from "./law/house-key.ts";
export { programLaw } from "./law/program-law.ts";
export { changeLaw, registerLaw } from "./law/register-law.ts";
export type { Law } from "./world.ts";
export {
  checkpointLine,
  readCheckpoints,
  type CheckpointKey,
  type ReadCheckpoints,
} from "./audit/checkpoint.ts";
export { chainHead, sealAudit, whileChainRests, type ChainHead } from "./audit/seal-audit.ts";
export { verifyAudit } from "./audit/verify-audit.ts";
export { actOnTroubleIn } from "./trouble/act-on-trouble.ts";
export { providerWasHeard } from "./trouble/provider-troubles.ts";
export { readTroubles } from "./trouble/read-troubles.ts";
export { countRefusals, type RefusedNotices } from "./trouble/refused-notices.ts";
export type { Trouble } from "./trouble/trouble.ts";
export type { CheckResult } from "./verify/check-result.ts";
export { stepAnsweredIn } from "./webhooks/step-answered.ts";
export { verifyDatabase } from "./verify/verify-database.ts";
export { makePayLinkIn } from "./desk/make-pay-link.ts";
export { OTHERWISE, whatWouldChange, type Way } from "./desk/what-would-change.ts";
