import { Hono } from "hono";
import type { AppDeps } from "./app-deps.ts";
import { mountAuditExport } from "./audit/audit-export.ts";
import { handlersOf } from "./handlers/handlers.ts";
import type { AppEnv } from "./http/app-env.ts";
import { errorAnswer } from "./http/error-answer.ts";
import { notFound } from "./http/http-error.ts";
import { mount } from "./http/mount.ts";
import { refuseForeignOrigin } from "./http/refuse-foreign-origin.ts";
import { requestCaller } from "./http/request-caller.ts";
import { requestLog } from "./http/request-log.ts";
import { secureHeaders } from "./http/secure-headers.ts";
import { mountWebApp } from "./http/web-app.ts";
import { mountDebtorFile } from "./desk/debtor-file.ts";
import { mountEvidence } from "./disputes/evidence-routes.ts";
import { mountUploads } from "./imports/upload-routes.ts";
import { mountOutsideFiles } from "./outside/file-routes.ts";
import { keyHolders } from "./outside/key-holder.ts";
import { mountDebtorPages } from "./pages/debtor-pages.ts";
import { mountDashboardExport } from "./dashboard/export-route.ts";
import { mountLetterFiles } from "./letters/download-route.ts";
import { mountPreferences } from "./pages/preferences/preference-routes.ts";
import { mountNotices } from "./payments/notice-routes.ts";
import { mountCallbacks } from "./providers/callback-routes.ts";
import { mountReportFiles } from "./reports/report-file-route.ts";
import { mountAuthRoutes } from "./sign-in/auth-routes.ts";
import { mountStatements } from "./statements/statement-routes.ts";
import { mountStream } from "./stream/stream-route.ts";
import { mountTemplateImages } from "./templates/image-route.ts";

/** The whole of what the server answers, as a function from requests to answers: tests ask it without a port. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(secureHeaders({ https: deps.publicUrl.protocol === "https:" }));
  app.use(requestCaller(deps.signIn, keyHolders(deps), deps.trustedProxies));
  app.use(requestLog(deps.log));
  app.use(refuseForeignOrigin(new Set([deps.publicUrl.origin])));
  mountAuthRoutes(app, deps);
  for (const handled of Object.values(handlersOf(deps))) mount(app, handled);
  mountOutsideFiles(app, deps);
  mountUploads(app, deps);
  mountAuditExport(app, deps);
  mountDebtorFile(app, deps);
  mountEvidence(app, deps);
  mountStatements(app, deps);
  mountReportFiles(app, deps);
  mountDebtorPages(app, deps);
  mountPreferences(app, deps);
  mountLetterFiles(app, deps);
  mountDashboardExport(app, deps);
  mountNotices(app, deps);
  mountCallbacks(app, deps);
  mountStream(app, deps);
  mountTemplateImages(app, deps);
  if (deps.webFolder !== undefined) mountWebApp(app, deps.webFolder);
  app.notFound(() => {
    throw notFound("page");
  });
  app.onError((error, context) =>
    errorAnswer(error, { id: context.get("caller").requestId, log: deps.log }),
  );
  return app;
}
