import type { EndpointName, Endpoints } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import type { Handled } from "../http/handle.ts";
import { agreementHandlers } from "./agreement-handlers.ts";
import { apiKeyHandlers } from "./api-key-handlers.ts";
import { acknowledgementHandlers } from "./acknowledgement-handlers.ts";
import { auditHandlers } from "./audit-handlers.ts";
import { cashHandlers } from "./cash-handlers.ts";
import { gatewayNoticeHandlers } from "./gateway-notice-handlers.ts";
import { commentHandlers } from "./comment-handlers.ts";
import { complianceHandlers } from "./compliance-handlers.ts";
import { consentHandlers } from "./consent-handlers.ts";
import { dashboardHandlers } from "./dashboard-handlers.ts";
import { debtorHandlers } from "./debtor-handlers.ts";
import { deskHandlers } from "./desk-handlers.ts";
import { disputeHandlers } from "./dispute-handlers.ts";
import { erasureHandlers } from "./erasure-handlers.ts";
import { retentionHandlers } from "./retention-handlers.ts";
import { experimentHandlers } from "./experiment-handlers.ts";
import { figureHandlers } from "./figure-handlers.ts";
import { flowHandlers } from "./flow-handlers.ts";
import { flowOperationHandlers } from "./flow-operation-handlers.ts";
import { frameHandlers } from "./frame-handlers.ts";
import { holdHandlers } from "./hold-handlers.ts";
import { importHandlers } from "./import-handlers.ts";
import { letterHandlers } from "./letter-handlers.ts";
import { libraryHandlers } from "./library-handlers.ts";
import { moveHandlers } from "./move-handlers.ts";
import { noticeHandlers } from "./notice-handlers.ts";
import { optOutHandlers } from "./opt-out-handlers.ts";
import { outsideAgreementHandlers } from "./outside-agreement-handlers.ts";
import { outsideHandlers } from "./outside-handlers.ts";
import { outsideLedgerHandlers } from "./outside-ledger-handlers.ts";
import { presenceHandlers } from "./presence-handlers.ts";
import { reportHandlers } from "./report-handlers.ts";
import { providerHandlers } from "./provider-handlers.ts";
import { publishingHandlers } from "./publishing-handlers.ts";
import { sandboxHandlers } from "./sandbox-handlers.ts";
import { segmentHandlers } from "./segment-handlers.ts";
import { sessionHandlers } from "./session-handlers.ts";
import { statementHandlers } from "./statement-handlers.ts";
import { taskHandlers } from "./task-handlers.ts";
import { templateHandlers } from "./template-handlers.ts";
import { testRunHandlers } from "./test-run-handlers.ts";
import { troubleHandlers } from "./trouble-handlers.ts";
import { vulnerabilityHandlers } from "./vulnerability-handlers.ts";
import { versionHandlers } from "./version-handlers.ts";
import { webhookHandlers } from "./webhook-handlers.ts";

/** One for every endpoint of the contract: a missing one, or one of another endpoint, does not compile. */
export type Handlers = { readonly [Name in EndpointName]: Handled<Endpoints[Name]> };

export function handlersOf(deps: AppDeps): Handlers {
  return {
    ...agreementHandlers(deps),
    ...deskHandlers(deps),
    ...erasureHandlers(deps),
    ...retentionHandlers(deps),
    ...disputeHandlers(deps),
    ...outsideAgreementHandlers(deps),
    ...outsideLedgerHandlers(deps),
    ...vulnerabilityHandlers(deps),
    ...apiKeyHandlers(deps),
    ...acknowledgementHandlers(deps),
    ...auditHandlers(deps),
    ...troubleHandlers(deps),
    ...cashHandlers(deps),
    ...gatewayNoticeHandlers(deps),
    ...commentHandlers(deps),
    ...complianceHandlers(deps),
    ...consentHandlers(deps),
    ...dashboardHandlers(deps),
    ...debtorHandlers(deps),
    ...figureHandlers(deps),
    ...flowHandlers(deps),
    ...flowOperationHandlers(deps),
    ...frameHandlers(deps),
    ...holdHandlers(deps),
    ...importHandlers(deps),
    ...letterHandlers(deps),
    ...libraryHandlers(deps),
    ...moveHandlers(deps),
    ...noticeHandlers(deps),
    ...optOutHandlers(deps),
    ...outsideHandlers(deps),
    ...presenceHandlers(deps),
    ...providerHandlers(deps),
    ...experimentHandlers(deps),
    ...reportHandlers(deps),
    ...publishingHandlers(deps),
    ...sandboxHandlers(deps),
    ...segmentHandlers(deps),
    ...sessionHandlers(deps),
    ...statementHandlers(deps),
    ...taskHandlers(deps),
    ...templateHandlers(deps),
    ...testRunHandlers(deps),
    ...webhookHandlers(deps),
    ...versionHandlers(deps),
  };
}
