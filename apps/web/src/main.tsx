import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { showTheme, themeStore } from "./frame/theme.ts";
import { router } from "./routes.tsx";
import { queryClient } from "./server/query-client.ts";
import "./styles.css";

const Toasts = lazy(async () => ({ default: (await import("./frame/toasts.tsx")).Toasts }));

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");

// Compiled parsers need `new Function`, which the content security policy forbids.
z.config({ jitless: true });
showTheme(themeStore.getState().theme);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Suspense>
        <Toasts />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
