import {
  ApiScope,
  AUDIT_EXPORT_PATH,
  CALL_LIST_FILE_PATH,
  DISPOSITIONS_FILE_PATH,
  DASHBOARD_EXPORT_PATH,
  everyEndpoint,
  DEBTOR_FILE_PATH,
  EVIDENCE_PATH,
  EVIDENCE_UPLOAD_PATH,
  LETTERS_DOWNLOAD_PATH,
  PROBLEMS_PATH,
  REPORT_FILE_PATH,
  Role,
  STATEMENT_REPORT_PATH,
  STATEMENT_UPLOAD_PATH,
  STREAM_PATH,
  UPLOAD_PATH,
} from "@fairflow/contract";
import { expect, test } from "vitest";
import { createApp } from "../create-app.ts";
import { handlersOf } from "../handlers/handlers.ts";
import { testApp } from "../test-app.ts";
import { BODIES, NOBODY } from "./walked-bodies.ts";

const app = await testApp();
const { as, anonymous, deps } = app;

/**
 * Who may call what: the golden table. Each letter is a role that is let in (e editor, a admin, m manager, s specialist),
 * `-` is one that is refused; `public` lets in strangers too; `key` needs one with that scope and lets in no person. A new
 * endpoint without a line fails.
 */
const GOLDEN: Readonly<Record<string, string>> = {
  acceptInvitation: "public",
  acknowledgeDebt: "-a-s",
  acknowledgements: "eams",
  activatePack: "-a--",
  addHouseRule: "-a--",
  addProvider: "-a--",
  addScenario: "ea--",
  apiKeys: "-a--",
  actOnTrouble: "-ams",
  audit: "-am-",
  auditChain: "-am-",
  auditChoices: "-am-",
  auditExport: "-am-",
  troubleCount: "-ams",
  troubles: "-ams",
  verifyAudit: "-am-",
  approveSubmission: "-a--",
  assignTask: "-a-s",
  attemptWhy: "eams",
  batchSample: "eams",
  batchSlice: "eams",
  bench: "eams",
  beginThread: "eams",
  colleagues: "eams",
  mentions: "eams",
  readThread: "eams",
  replyToThread: "eams",
  settleThread: "eams",
  stepComments: "eams",
  takeOutComment: "eams",
  beginLetterBatch: "-a-s",
  bePresent: "eams",
  bringExport: "ea--",
  blockedByRule: "eams",
  bringReturns: "-a-s",
  callBack: "-a-s",
  cancelImport: "ea-s",
  cancelScheduled: "-a--",
  changeFourEyes: "-a--",
  changeLetters: "-a--",
  changeProvider: "-a--",
  changeRetention: "-a--",
  changeScenario: "ea--",
  changeTasks: "-a-s",
  changeUser: "-a--",
  closeDataRequest: "-a-s",
  commitImport: "ea-s",
  completeTask: "-a-s",
  compliancePacks: "eams",
  confirmImport: "ea-s",
  counts: "eams",
  contactForecast: "eams",
  countSegment: "eams",
  createFirstAdmin: "public",
  createFlow: "ea--",
  dashboard: "-am-",
  dataRequests: "-ams",
  deactivatePack: "-a--",
  debtor: "eams",
  debtorConsents: "eams",
  gatewayTakings: "-ams",
  eraseDebtor: "-a--",
  retention: "-am-",
  retentionCount: "-am-",
  retentionPeople: "-am-",
  erasure: "-ams",
  debtorFile: "-a-s",
  debtorNotices: "eams",
  debtors: "eams",
  dialTask: "-a-s",
  discardMove: "ea--",
  draftChanges: "eams",
  endHouseRule: "-a--",
  enterByHand: "-a-s",
  exportFlow: "eams",
  figureDetail: "-am-",
  figurePeople: "-am-",
  flow: "eams",
  flowChecks: "eams",
  flowHalts: "eams",
  flows: "eams",
  fourEyes: "eams",
  frame: "eams",
  gallery: "eams",
  haltFlow: "-am-",
  health: "public",
  heldAtNode: "eams",
  holdStates: "eams",
  holidays: "eams",
  houseRules: "eams",
  importDetection: "ea-s",
  imports: "ea-s",
  importState: "ea-s",
  invitation: "public",
  invite: "-a--",
  lawRevisions: "eams",
  exportSought: "-a-s",
  handOverLetters: "-a-s",
  importTraces: "-a-s",
  leaveByHand: "-a-s",
  letterBatch: "-ams",
  letters: "-ams",
  leavePresence: "eams",
  library: "eams",
  liftHold: "-a-s",
  liftReportedHold: "key holds",
  makePayLink: "-a-s",
  makeApiKey: "-a--",
  mappings: "ea-s",
  mayContact: "key may-contact",
  move: "eams",
  moves: "eams",
  nextContact: "eams",
  nextEntry: "eams",
  noteDebtor: "-a-s",
  noteTask: "-a-s",
  openDataRequest: "-a-s",
  optIn: "key opt-outs",
  optInAddress: "-a-s",
  optOut: "key opt-outs",
  optOutAddress: "-a-s",
  overlapSegments: "eams",
  packDifference: "eams",
  packVersions: "eams",
  pauseMove: "-am-",
  payTerms: "eams",
  peopleAtNode: "eams",
  peopleCounted: "eams",
  placeHold: "-a-s",
  planMove: "ea--",
  previewImport: "ea-s",
  previewMove: "eams",
  previewTemplate: "eams",
  printTemplate: "eams",
  proveTestNumber: "ea--",
  providers: "-a--",
  publishFlow: "-a--",
  recordConsent: "-a-s",
  recordServedNotice: "-a-s",
  releaseReservation: "key may-contact",
  removeProvider: "-a--",
  removeScenario: "ea--",
  reportConsents: "key consents",
  reportContacts: "key contacts",
  reportNotices: "key notices",
  reportReturns: "key contacts",
  reportHolds: "key holds",
  retireFlow: "-a--",
  retireProviderSecret: "-a--",
  review: "eams",
  sampleSegment: "eams",
  revokeApiKey: "-a--",
  rotateProviderSecret: "-a--",
  runScenarios: "eams",
  sandboxDispute: "-a-s",
  sandboxMessages: "-a-s",
  sandboxPay: "-a-s",
  sandboxPeople: "-a-s",
  sandboxReply: "-a-s",
  sandboxSaysPaid: "-a-s",
  saveDraft: "ea--",
  saveMapping: "ea-s",
  savePayTerms: "-a--",
  saveSegment: "ea--",
  saveTeam: "-a--",
  saveTemplate: "ea--",
  scenarios: "eams",
  segment: "eams",
  segments: "eams",
  sendBackSubmission: "-a--",
  sendTestMessage: "ea--",
  session: "public",
  setClock: "eams",
  setSending: "-am-",
  settleTrial: "-a--",
  startMove: "-a--",
  stepWhy: "eams",
  strikeAcknowledgement: "-a-s",
  submissions: "eams",
  submitDraft: "ea--",
  switchProvider: "-a--",
  switchRule: "-a--",
  task: "-ams",
  tasks: "-ams",
  teams: "-ams",
  template: "eams",
  templateGaps: "eams",
  templates: "eams",
  testProvider: "-a--",
  testRun: "eams",
  timeline: "eams",
  undoMove: "-a--",
  uploadTemplateImage: "ea--",
  users: "-a--",
  version: "eams",
  versions: "eams",
  wakeProvider: "-a--",
  withdrawConsent: "-a-s",
  withdrawReportedConsent: "key consents",
  withdrawSubmission: "ea--",
  waitForecast: "eams",
  allocateLine: "-a-s",
  approveRefund: "-a-s",
  askRefund: "-a-s",
  askTestNumber: "ea--",
  bookStatement: "-a-s",
  cancelStatement: "-a-s",
  cashAccounts: "-a-s",
  cashLine: "-ams",
  cashLines: "-ams",
  cashRules: "-ams",
  gatewayNotices: "-ams",
  settleGatewayNotice: "-a-s",
  cashSums: "-ams",
  moveAllocation: "-a-s",
  previewStatement: "-a-s",
  reportedStatement: "key statements",
  returnPayments: "-a-s",
  saveCashRules: "-a--",
  saveStatementLayout: "-a-s",
  bookPayout: "-a-s",
  setLineAside: "-a-s",
  splitLine: "-a-s",
  statementFile: "-ams",
  statementFiles: "-ams",
  statementGlance: "-a-s",
  statementLayouts: "-ams",
  statementReport: "key statements",
  statementUpload: "-a-s",
  undoAllocation: "-a-s",
  letterFiles: "-a-s",
  problemsFile: "ea-s",
  stream: "eams",
  upload: "ea-s",
  addReportSchedule: "-am-",
  endReportSchedule: "-am-",
  experiment: "eams",
  experimentPeople: "eams",
  experiments: "eams",
  report: "eams",
  reportChoices: "eams",
  reportFile: "eams",
  reportPeople: "eams",
  dashboardExport: "-am-",
  reportSchedules: "-am-",
  acceptSettlement: "-ams",
  acknowledgeDispute: "-a-s",
  affordability: "-a-s",
  agreements: "-ams",
  agreementTerms: "-ams",
  saveAgreementTerms: "-a--",
  arrange: "-ams",
  assignDispute: "-a-s",
  cancelAgreement: "-ams",
  claimIdentityTheft: "-a-s",
  decideArrangement: "-ams",
  decideDispute: "-a-s",
  sendDecision: "-a-s",
  decideIdentityTheft: "-a-s",
  decideSettlement: "-ams",
  dispute: "-ams",
  disputes: "-ams",
  evidence: "-a-s",
  evidenceUpload: "-a-s",
  makePromise: "-ams",
  offerSettlement: "-ams",
  openDispute: "-a-s",
  previewDecision: "-ams",
  recordVulnerability: "-a-s",
  reportDispute: "key disputes",
  reportPromise: "key promises",
  reviewVulnerability: "-a-s",
  vulnerability: "-ams",
  withdrawSettlement: "-ams",
  webhooks: "-a--",
  addWebhook: "-a--",
  changeWebhook: "-a--",
  removeWebhook: "-a--",
  rotateWebhookSecret: "-a--",
  retireWebhookSecret: "-a--",
  testWebhook: "-a--",
  webhookDeliveries: "-a--",
  webhookDelivery: "-a--",
  redeliverWebhook: "-a--",
  redeliverWebhooks: "-a--",
  reportAccounts: "key accounts",
  reportParties: "key accounts",
  reportPayments: "key payments",
  enrol: "key enrolments",
  events: "key events",
  tellEvents: "key events",
  callList: "key call-lists",
  callListFile: "key call-lists",
  dispositionsFile: "key call-lists",
  reportDispositions: "key call-lists",
};

interface Walked {
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  /** What a key must be allowed to do; undefined where people are let in. */
  readonly scope?: ApiScope;
}

const RAW: Readonly<Record<string, Walked>> = {
  debtorFile: { method: "GET", path: DEBTOR_FILE_PATH, isPublic: false },
  auditExport: { method: "GET", path: AUDIT_EXPORT_PATH, isPublic: false },
  letterFiles: { method: "GET", path: LETTERS_DOWNLOAD_PATH, isPublic: false },
  evidence: { method: "GET", path: EVIDENCE_PATH, isPublic: false },
  evidenceUpload: { method: "POST", path: EVIDENCE_UPLOAD_PATH, isPublic: false },
  dashboardExport: { method: "GET", path: DASHBOARD_EXPORT_PATH, isPublic: false },
  reportFile: { method: "GET", path: REPORT_FILE_PATH, isPublic: false },
  problemsFile: { method: "GET", path: PROBLEMS_PATH, isPublic: false },
  // Without topics, so that the answer ends.
  stream: { method: "GET", path: STREAM_PATH, isPublic: false },
  upload: { method: "POST", path: UPLOAD_PATH, isPublic: false },
  statementUpload: { method: "POST", path: STATEMENT_UPLOAD_PATH, isPublic: false },
  callListFile: {
    method: "GET",
    path: CALL_LIST_FILE_PATH,
    isPublic: false,
    scope: "call-lists",
  },
  dispositionsFile: {
    method: "POST",
    path: DISPOSITIONS_FILE_PATH,
    isPublic: false,
    scope: "call-lists",
  },
  statementReport: {
    method: "POST",
    path: STATEMENT_REPORT_PATH,
    isPublic: false,
    scope: "statements",
  },
};

const ROUTES: ReadonlyMap<string, Walked> = new Map([
  ...Object.entries(everyEndpoint).map(([name, { method, path, policy }]) => {
    const walked: Walked = {
      method,
      path,
      isPublic: policy.kind === "public",
      ...(policy.kind === "key" ? { scope: policy.scope } : {}),
    };
    return [name, walked] as const;
  }),
  ...Object.entries(RAW),
]);

test("every endpoint has a line in the golden table, and every line an endpoint", () => {
  expect([...ROUTES.keys()].toSorted()).toEqual(Object.keys(GOLDEN).toSorted());
});

test("every endpoint is answered under its own name", () => {
  for (const [name, { endpoint }] of Object.entries(handlersOf(deps))) {
    expect([name, endpoint.path, endpoint.method]).toEqual([
      name,
      ROUTES.get(name)?.path,
      ROUTES.get(name)?.method,
    ]);
  }
});

test("nothing is mounted that the table does not know", () => {
  const known = new Set([...ROUTES.values()].map(({ method, path }) => `${method} ${path}`));
  const pages = [
    "POST /api/auth/sign-in/email",
    "POST /api/auth/sign-out",
    "GET /v1/openapi.json",
    "GET /v1/reference",
    "GET /p/:token",
    "POST /p/:token",
    "GET /p/:token/not-me",
    "POST /p/:token/not-me",
    "GET /pay",
    "POST /pay/now",
    "GET /pay/back/:ticket",
    "GET /pay/receipt/:id",
    "GET /pay/plan",
    "POST /pay/plan",
    "GET /pay/later",
    "POST /pay/later",
    "POST /pay/hardship",
    "GET /pay/paid",
    "POST /pay/paid",
    "GET /pay/write",
    "POST /pay/write",
    "GET /pay/dispute",
    "POST /pay/dispute",
    "GET /bank/:checkout",
    "POST /bank/:checkout",
    "GET /u/:token",
    "POST /u/:token",
    "GET /callbacks/:provider/inbound",
    "GET /callbacks/:provider/status",
    "GET /images/:id",
    "POST /hooks/sandbox",
    "POST /callbacks/:provider",
    "POST /callbacks/:provider/inbound",
    "POST /callbacks/:provider/status",
  ];

  const mounted = createApp(deps)
    .routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);

  expect(mounted.filter((route) => !known.has(route)).toSorted()).toEqual(pages.toSorted());
});

test.for([...ROUTES].filter(([, { isPublic, scope }]) => !isPublic && scope === undefined))(
  "%s lets in the roles of the golden table and no others",
  async ([name, route]) => {
    const stranger = await ask(anonymous, name, route);
    const answers = await Promise.all(
      Role.options.map(async (role) => {
        const { status } = await ask(as[role], name, route);
        if (status >= 500) return "!";
        return status === 401 || status === 403 ? "-" : role.slice(0, 1);
      }),
    );

    expect(stranger.status).toBe(401);
    expect(answers.join("")).toBe(GOLDEN[name]);
  },
);

test.for(
  [...ROUTES].flatMap(([name, route]) => (route.scope === undefined ? [] : [{ ...route, name }])),
)("$name lets in keys with its scope, and no person", async ({ name, scope, ...route }) => {
  const people = await Promise.all(
    Role.options.map(async (role) => (await ask(as[role], name, route)).status),
  );
  const others = ApiScope.options.filter((other) => other !== scope);
  const other = await ask(
    await app.withKey(`walker-${name.toLowerCase()}-no`, others),
    name,
    route,
  );
  const own = await ask(
    await app.withKey(`walker-${name.toLowerCase()}`, scope === undefined ? [] : [scope]),
    name,
    route,
  );

  expect((await ask(anonymous, name, route)).status).toBe(401);
  expect(people).toEqual([401, 401, 401, 401]);
  expect(other.status).toBe(403);
  expect([401, 403]).not.toContain(own.status);
  expect(own.status).toBeLessThan(500);
  expect(GOLDEN[name]).toBe(`key ${scope}`);
});

test.for([...ROUTES].filter(([, { isPublic }]) => isPublic))(
  "%s answers strangers",
  async ([name, route]) => {
    const { status } = await ask(anonymous, name, route);

    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
    expect(GOLDEN[name]).toBe("public");
  },
);

test.for([...ROUTES].filter(([, { isPublic }]) => !isPublic))(
  "%s stays closed to other spellings of its address",
  async ([, { method, path }]) => {
    const address = filled(path);
    const spellings = [
      `${address}/`,
      `/${address}`,
      address.replace(/^\/[a-z]+/, (part) => part.toUpperCase()),
      address.replace(/^(\/[a-z0-9]+)\//, "$1%2F"),
    ];

    for (const spelling of spellings) {
      const { status } = await anonymous(method, spelling, {
        headers: { "x-http-method-override": method },
      });
      expect({ spelling, isOpen: ![401, 404].includes(status) }).toEqual({
        spelling,
        isOpen: false,
      });
    }
  },
);

test("every answer carries the headers that keep browsers safe, and is not kept", async () => {
  for (const path of ["/api/session", "/api/nothing", "/p/unknown-unknown-unknown", "/bank/x"]) {
    const { headers } = await anonymous("GET", path);

    expect(headers.get("content-security-policy")).toContain("base-uri 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});

function ask(asking: typeof anonymous, name: string, { method, path }: Walked): Promise<Response> {
  if (name === "upload") {
    return asking(method, path, { headers: { "content-type": "text/csv" }, body: "a,b\n1,2\n" });
  }
  if (name === "evidenceUpload") {
    const headers = { "content-type": "application/octet-stream" };
    return asking(method, filled(path), { headers, body: "%PDF-1.7" });
  }
  if (name === "statementUpload" || name === "statementReport") {
    return asking(method, path, { headers: { "content-type": "text/csv" }, body: ":20:A" });
  }
  const body = method === "GET" ? undefined : (BODIES[name] ?? {});
  return asking(method, filled(path), {
    headers: name === "saveDraft" ? { "if-match": '"1"' } : {},
    ...(body === undefined ? {} : { body }),
  });
}

function filled(path: string): string {
  return path
    .replace("/api/segments/:id", "/api/segments/walked")
    .replace("/api/templates/:id", "/api/templates/walked")
    .replace(
      "/packs/:id/difference",
      `/packs/za-core/difference?from=${"0".repeat(64)}&to=${"0".repeat(64)}`,
    )
    .replace("/packs/:id", "/packs/za-core")
    .replace(":pack/:rule", "za-core/za.rule")
    .replace(
      "/reports/:kind/file",
      "/reports/ageing/file?format=csv&currency=ZAR&from=2026-01-01&to=2026-01-31",
    )
    .replace(
      "/reports/:kind/people",
      "/reports/ageing/people?currency=ZAR&from=2026-01-01&to=2026-01-31&table=ageing&row=1_30&column=accounts",
    )
    .replace("/reports/:kind", "/reports/ageing?currency=ZAR&from=2026-01-01&to=2026-01-31")
    .replace(":token", "x".repeat(43))
    .replace(":version", "1")
    .replace(":node", "n1")
    .replace(":submission", NOBODY)
    .replace(":window", NOBODY)
    .replace(":thread", NOBODY)
    .replace(":comment", NOBODY)
    .replace(":name", "Walked")
    .replace(":id", NOBODY);
}
