import { acknowledgeDebt, acknowledgements, strikeAcknowledgement } from "./acknowledgements.ts";
import { apiKeys, makeApiKey, revokeApiKey } from "./api-keys.ts";
import { complianceEndpoints } from "./compliance-endpoints.ts";
import { debtorConsents, recordConsent, withdrawConsent } from "./consents.ts";
import { debtor, debtors, timeline } from "./debtors.ts";
import {
  counts,
  createFlow,
  draftChanges,
  exportFlow,
  flow,
  flows,
  gallery,
  peopleAtNode,
  saveDraft,
  version,
  versions,
} from "./flows.ts";
import { enterByHand, flowHalts, haltFlow, leaveByHand, retireFlow } from "./flow-operation.ts";
import { frame, health, setClock, setSending } from "./frame.ts";
import {
import { debtorNotices, recordServedNotice } from "./notices.ts";
  cancelImport,
  commitImport,
  confirmImport,
  importDetection,
import { reportNotices } from "./outside/reported-notices.ts";
  imports,
  importState,
  mappings,
  previewImport,
  saveMapping,
} from "./imports.ts";
import { library, saveTemplate } from "./library.ts";
import { segmentEndpoints } from "./segments.ts";
import { holdStates, liftHold, placeHold } from "./holds.ts";
import { mayContact, releaseReservation } from "./outside/may-contact.ts";
import { optIn, optInAddress, optOut, optOutAddress } from "./outside/opt-outs.ts";
import { reportConsents, withdrawReportedConsent } from "./outside/reported-consents.ts";
import { reportContacts } from "./outside/reported-contacts.ts";
import { liftReportedHold, reportHolds } from "./outside/reported-holds.ts";
import {
  sandboxDispute,
  sandboxMessages,
  sandboxPay,
  sandboxPeople,
  sandboxReply,
  sandboxSaysPaid,
} from "./sandbox.ts";
import { completeTask, dialTask, task, tasks } from "./tasks.ts";
import {
  acceptInvitation,
  changeUser,
  createFirstAdmin,
  invitation,
  invite,
  session,
  users,
} from "./session.ts";

/** Every endpoint by name: the server must handle each, the web calls them, a test walks them through every role. */
  debtorNotices,
export const endpoints = {
  ...complianceEndpoints,
  ...segmentEndpoints,
  acceptInvitation,
  acknowledgeDebt,
  acknowledgements,
  apiKeys,
  cancelImport,
  changeUser,
  commitImport,
  completeTask,
  confirmImport,
  counts,
  createFirstAdmin,
  createFlow,
  debtor,
  debtorConsents,
  debtors,
  dialTask,
  exportFlow,
  flow,
  flows,
  frame,
  gallery,
  health,
  holdStates,
  recordServedNotice,
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
  peopleAtNode,
  placeHold,
  previewImport,
  strikeAcknowledgement,
  publishFlow,
  recordConsent,
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
  saveDraft,
  saveMapping,
  saveTemplate,
  session,
  setClock,
  setSending,
  task,
  tasks,
  timeline,
  users,
  version,
  versions,
  withdrawConsent,
  withdrawReportedConsent,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
