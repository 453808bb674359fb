export {
  AUDIT_EXPORT_PATH,
  auditEndpoints,
  type AuditChange,
  AuditQuery,
  type AuditView,
} from "./audit-log.ts";
export { type TroubleAction, troubleEndpoints, type TroubleKind, TroubleView } from "./trouble.ts";
export { Acknowledgement } from "./acknowledgements.ts";
export { agreementEndpoints } from "./agreements/agreement-endpoints.ts";
export { AgreementTermsView } from "./agreements/agreement-terms.ts";
export { Affordability, Agreement, SettlementView } from "./agreements/agreements.ts";
export {
  disputeEndpoints,
  DisputeQueue,
  EVIDENCE_PATH,
  EVIDENCE_UPLOAD_PATH,
} from "./disputes/dispute-endpoints.ts";
export {
  DecidedRun,
  Decision,
  DisputeDetail,
  DisputeKind,
  DisputeSummary,
  EvidenceView,
} from "./disputes/disputes.ts";
export { outsideAgreementEndpoints } from "./outside/reported-agreements.ts";
export { ApiKey, ApiKeyName } from "./api-keys.ts";
export { cashEndpoints } from "./cash/cash-endpoints.ts";
export { gatewayNoticeEndpoints } from "./cash/gateway-notices.ts";
export { GatewayTakings } from "./cash/gateway-takings.ts";
export { CashAccount } from "./cash/cash-accounts.ts";
export {
  CashAge,
  CashAllocation,
  CashLine,
  CashPayout,
  CashProposal,
  CashSums,
  CashView,
} from "./cash/cash-lines.ts";
export {
  PreviewedStatement,
  STATEMENT_REPORT_PATH,
  STATEMENT_UPLOAD_PATH,
  StatementFileState,
  StatementPreview,
  StatementProblem,
  StatementReadingChoice,
} from "./cash/statement-files.ts";
export { FIGURE_WORDS, type FigureWords } from "./dashboard/figure-words.ts";
export { Figure, FigureId, FigureValue } from "./dashboard/figures-of-day.ts";
export {
  Alert,
  ComparedDays,
  Dashboard,
  DASHBOARD_EXPORT_PATH,
  dashboardEndpoints,
  DashboardScope,
  FigureDetail,
  FigurePart,
  PersonBehind,
} from "./dashboard/dashboard.ts";
export { Pack, PackRule } from "./compliance.ts";
export { complianceEndpoints } from "./compliance-endpoints.ts";
export { Colleague, commentEndpoints, CommentThread, StepComment } from "./comments.ts";
export { DebtorConsent } from "./consents.ts";
export { DebtorDetail, DebtorSummary, StepWhy, TimelineEntry, TimelineKind } from "./debtors.ts";
export {
  ErrorBody,
  type Endpoint,
  type Input,
  type InputPart,
  type InputOf,
  type Method,
  type OutputOf,
} from "./endpoint.ts";
export { endpoints, everyEndpoint, type EndpointName, type Endpoints } from "./endpoints.ts";
export type { PersonCounted, PersonHere, Stay, StepMetric } from "./figures.ts";
export { DraftState, FlowSummary } from "./flows.ts";
export { GateWeek, WeekPart } from "./gate-week.ts";
export { MoveKind, MovePreview, MoveState } from "./moves.ts";
export { PRESENCE_AGAIN_MS } from "./presence.ts";
export {
  configOf,
  initialValues,
  isAsked,
  valuesOf,
  type FieldValues,
  type ProviderConfig,
} from "./providers/provider-config.ts";
export { providerEndpoints } from "./providers/provider-endpoints.ts";
export { PROVIDER_KINDS, providerKind } from "./providers/provider-kinds.ts";
export type { ProviderField, ProviderKind, ProviderSecret } from "./providers/provider-kind.ts";
export { ProviderPurpose } from "./providers/provider-purpose.ts";
export { type BreakerState, type ProviderTest, ProviderView } from "./providers/provider-view.ts";
export { PresentPerson } from "./present-person.ts";
export { Review, SubmissionState } from "./publishing.ts";
export { MAX_REASON, MIN_REASON } from "./reason.ts";
export { RecordedVerdict } from "./gate-questions.ts";
export { ClockSpeed, Frame, PackHealth } from "./frame.ts";
export { HouseRuleInput, HouseRuleView } from "./house-rules.ts";
export {
  ImportDetection,
  ImportProblem,
  ImportState,
  PROBLEMS_PATH,
  UPLOAD_PATH,
} from "./imports.ts";
export { HolidayCalendar, HolidayView } from "./holidays.ts";
export { HoldState } from "./holds.ts";
export {
  ApiScope,
  Role,
  UserRole,
  type KeyPolicy,
  type Policy,
  type PublicPolicy,
  type ReadersPolicy,
  type RolesPolicy,
  type SignedInPolicy,
} from "./role.ts";
export {
  Change,
  ContactChannel,
  RuleAnswer,
  RuleName,
  RuleSource,
  RuleView,
  VerdictView,
} from "./rule-view.ts";
export { ContactAnswer, ContactQuestion } from "./outside/may-contact.ts";
export { ConsentResult, ReportedConsent } from "./outside/reported-consents.ts";
export { ContactResult, ReportedContact } from "./outside/reported-contacts.ts";
export { NoticeResult, ReportedNotice } from "./outside/reported-notices.ts";
export { DebtorNotice } from "./notices.ts";
export { HoldResult, ReportedHold } from "./outside/reported-holds.ts";
export {
  CALL_LIST_FILE_PATH,
  callListEndpoints,
  DISPOSITIONS_FILE_PATH,
  type DispositionResult,
  type ListedCall,
  ReportedDisposition,
} from "./outside/call-lists.ts";
export {
  type EnrolmentResult,
  type OutsideEvent,
  outsideFlowEndpoints,
  ToldEvent,
  type ToldResult,
} from "./outside/enrolments.ts";
export {
  type AccountResult,
  outsideLedgerEndpoints,
  type PaymentResult,
  ReportedAccount,
  ReportedParty,
  ReportedPayment,
} from "./outside/reported-accounts.ts";
export { RowProblem } from "./outside/rows.ts";
export { SandboxMessage } from "./sandbox.ts";
export type { ContactForecast } from "./contact-forecast.ts";
export type { WaitForecast } from "./wait-forecast.ts";
export { SegmentSummary, type SegmentUse, type SegmentVersion } from "./segments.ts";
export { ClientReader, Password, SignedInUser } from "./session.ts";
export {
  ArmFigure,
  Experiment,
  type ExperimentArm,
  experimentEndpoints,
  type ExperimentEstimate,
} from "./experiments/experiments.ts";
export { reportEndpoints } from "./reports/report-endpoints.ts";
export {
  REPORT_FILE_PATH,
  ReportBy,
  ReportKind,
  ReportPeopleQuery,
  ReportQuery,
  ReportTable,
} from "./reports/report.ts";
export { ReportScheduleInput, ReportScheduleView } from "./reports/report-schedules.ts";
export { MAX_TOPICS, STREAM_PATH, StreamEvent, StreamTopic } from "./stream.ts";
export { MOST_COUNTED, TaskSummary, TaskVerdict, TaskView } from "./tasks.ts";
export {
  DataRequest,
  dataRequestEndpoints,
  DEBTOR_FILE_PATH,
  RequestKind,
} from "./desk/data-requests.ts";
export { type ErasureBar, erasureEndpoints } from "./desk/erasure.ts";
export {
  EndedPerson,
  MOST_A_DAY,
  MOST_MONTHS,
  retentionEndpoints,
  type RetentionPortfolio,
  RetentionSetting,
  RetentionShow,
} from "./desk/retention.ts";
export { deskEndpoints, MOST_AT_ONCE } from "./desk/desk-endpoints.ts";
export { Team } from "./desk/teams.ts";
export { BATCH_SLICE, BatchCounts, BatchPerson } from "./test-runs/batch.ts";
export { ScenarioOutcome, ScenarioState } from "./test-runs/scenarios.ts";
export {
  Tested,
  TestedPerson,
  TestMessage,
  TestMoment,
  TestRunView,
} from "./test-runs/test-run.ts";
export type { PayTerms } from "./templates/pay-terms.ts";
export type { TemplateSummary, TemplateUse, TemplateVersion } from "./templates/template.ts";
export { templateEndpoints } from "./templates/template-endpoints.ts";
export { IMAGES_PATH, MAX_IMAGE_BYTES } from "./templates/template-image.ts";
export type { ShownField, TemplateIssue } from "./templates/template-preview.ts";
export { letterEndpoints } from "./letters/letter-endpoints.ts";
export { LetterSetting } from "./letters/letter-setting.ts";
export { LETTERS_DOWNLOAD_PATH, ReturnReason, type LetterBatch } from "./letters/letters.ts";
export { testRunEndpoints } from "./test-runs/test-run-endpoints.ts";
export { Money } from "./values.ts";
export { WEBHOOK_EVENT_WORDS, WebhookEventType } from "./webhooks/event-types.ts";
export { webhookEndpoints } from "./webhooks/webhook-endpoints.ts";
export {
  WebhookDeliveryView,
  WebhookEndpointView,
  WebhookSettings,
  WebhookStatus,
  type WebhookTryView,
} from "./webhooks/webhook-views.ts";
export { NO_COUNTS, NodeCounts, VersionCounts } from "./version-counts.ts";
