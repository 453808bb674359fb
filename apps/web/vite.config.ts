import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the server listens while developing; in production it serves the built files itself. */
const SERVER = "http://127.0.0.1:4000";

export default defineConfig({
  plugins: [react(), tailwind()],
  build: { target: "es2024", chunkSizeWarningLimit: 4_000 },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": SERVER, "/pay": SERVER, "/p": SERVER },
  },
});
