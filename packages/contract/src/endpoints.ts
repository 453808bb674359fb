import { acknowledgeDebt, acknowledgements, strikeAcknowledgement } from "./acknowledgements.ts";
import { agreementEndpoints } from "./agreements/agreement-endpoints.ts";
import { auditEndpoints } from "./audit-log.ts";
import { cashEndpoints } from "./cash/cash-endpoints.ts";
import { gatewayNoticeEndpoints } from "./cash/gateway-notices.ts";
import { apiKeys, makeApiKey, revokeApiKey } from "./api-keys.ts";
import { commentEndpoints } from "./comments.ts";
import { complianceEndpoints } from "./compliance-endpoints.ts";
import { debtorConsents, recordConsent, withdrawConsent } from "./consents.ts";
import { dashboardEndpoints } from "./dashboard/dashboard.ts";
import { debtor, debtors, stepWhy, timeline } from "./debtors.ts";
import { flowEndpoints } from "./flow-endpoints.ts";
import { frame, health, setClock, setSending } from "./frame.ts";
import {
  cancelImport,
  commitImport,
  confirmImport,
  importDetection,
  imports,
  importState,
  mappings,
  previewImport,
  saveMapping,
} from "./imports.ts";
import { library } from "./library.ts";
import { dataRequestEndpoints } from "./desk/data-requests.ts";
import { erasureEndpoints } from "./desk/erasure.ts";
import { retentionEndpoints } from "./desk/retention.ts";
import { deskEndpoints } from "./desk/desk-endpoints.ts";
import { contactForecast } from "./contact-forecast.ts";
import { waitForecast } from "./wait-forecast.ts";
import { disputeEndpoints } from "./disputes/dispute-endpoints.ts";
import { segmentEndpoints } from "./segments.ts";
import { holdStates, liftHold, placeHold } from "./holds.ts";
import { debtorNotices, recordServedNotice } from "./notices.ts";
import { mayContact, releaseReservation } from "./outside/may-contact.ts";
import { optIn, optInAddress, optOut, optOutAddress } from "./outside/opt-outs.ts";
import { callListEndpoints } from "./outside/call-lists.ts";
import { outsideFlowEndpoints } from "./outside/enrolments.ts";
import { outsideLedgerEndpoints } from "./outside/reported-accounts.ts";
import { outsideAgreementEndpoints } from "./outside/reported-agreements.ts";
import { reportConsents, withdrawReportedConsent } from "./outside/reported-consents.ts";
import { reportContacts } from "./outside/reported-contacts.ts";
import { reportNotices } from "./outside/reported-notices.ts";
import { liftReportedHold, reportHolds } from "./outside/reported-holds.ts";
import {
  sandboxDispute,
  sandboxMessages,
  sandboxPay,
  sandboxPeople,
  sandboxReply,
  sandboxSaysPaid,
} from "./sandbox.ts";
import { letterEndpoints } from "./letters/letter-endpoints.ts";
import { experimentEndpoints } from "./experiments/experiments.ts";
import { reportEndpoints } from "./reports/report-endpoints.ts";
import { providerEndpoints } from "./providers/provider-endpoints.ts";
import { completeTask, dialTask, task, tasks } from "./tasks.ts";
import { templateEndpoints } from "./templates/template-endpoints.ts";
import { webhookEndpoints } from "./webhooks/webhook-endpoints.ts";
import { testRunEndpoints } from "./test-runs/test-run-endpoints.ts";
import { troubleEndpoints } from "./trouble.ts";
import {
  acceptInvitation,
  changeUser,
  createFirstAdmin,
  invitation,
  invite,
  session,
  users,
} from "./session.ts";

/** The endpoints that every screen may need. */
export const endpoints = {
  ...complianceEndpoints,
  ...flowEndpoints,
  ...segmentEndpoints,
  contactForecast,
  waitForecast,
  acceptInvitation,
  acknowledgeDebt,
  acknowledgements,
  apiKeys,
  cancelImport,
  changeUser,
  commitImport,
  completeTask,
  confirmImport,
  createFirstAdmin,
  debtor,
  debtorConsents,
  debtorNotices,
  debtors,
  dialTask,
  frame,
  health,
  holdStates,
  importDetection,
  imports,
  importState,
  invitation,
  invite,
  library,
  liftHold,
  liftReportedHold,
  makeApiKey,
  mappings,
  mayContact,
  optIn,
  optInAddress,
  optOut,
  optOutAddress,
  placeHold,
  previewImport,
  recordConsent,
  recordServedNotice,
  releaseReservation,
  reportConsents,
  reportContacts,
  reportHolds,
  reportNotices,
  revokeApiKey,
  sandboxDispute,
  sandboxMessages,
  sandboxPay,
  sandboxPeople,
  sandboxReply,
  sandboxSaysPaid,
  saveMapping,
  session,
  setClock,
  setSending,
  stepWhy,
  strikeAcknowledgement,
  task,
  tasks,
  timeline,
  users,
  withdrawConsent,
  withdrawReportedConsent,
} as const;

/** Every endpoint by name: the server must handle each, a test walks them through every role. */
export const everyEndpoint = {
  ...endpoints,
  ...agreementEndpoints,
  ...dataRequestEndpoints,
  ...erasureEndpoints,
  ...retentionEndpoints,
  ...deskEndpoints,
  ...disputeEndpoints,
  ...outsideAgreementEndpoints,
  ...outsideFlowEndpoints,
  ...outsideLedgerEndpoints,
  ...callListEndpoints,
  ...commentEndpoints,
  ...auditEndpoints,
  ...troubleEndpoints,
  ...cashEndpoints,
  ...dashboardEndpoints,
  ...gatewayNoticeEndpoints,
  ...letterEndpoints,
  ...providerEndpoints,
  ...experimentEndpoints,
  ...reportEndpoints,
  ...templateEndpoints,
  ...testRunEndpoints,
  ...webhookEndpoints,
} as const;

export type Endpoints = typeof everyEndpoint;
export type EndpointName = keyof Endpoints;
