import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";
import { z } from "zod";
import { showTheme, themeStore } from "./frame/theme.ts";
import { router } from "./routes.tsx";
import { queryClient } from "./server/query-client.ts";
import "./styles.css";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");

// Compiled parsers need `new Function`, which the content security policy forbids.
z.config({ jitless: true });
showTheme(themeStore.getState().theme);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster position="bottom-center" duration={10_000} theme="system" />
    </QueryClientProvider>
  </StrictMode>,
);
