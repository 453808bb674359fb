import { testDatabase } from "@fairflow/testing";
import { expect, test } from "vitest";
import { holdInstallation } from "./hold-installation.ts";

test("of two starts on one database the second is refused with the first one's address, until that ends", async () => {
  const url = await testDatabase();
  const letGo = await holdInstallation(url, "http://localhost:4000");

  await expect(holdInstallation(url, "http://localhost:4001")).rejects.toThrow(
    "Fairflow runs already with this database at http://localhost:4000: use that one or stop it first, or set FAIRFLOW_HOME to another directory.",
  );

  await letGo();
  const letGoAgain = await holdInstallation(url, "http://localhost:4001");
  await letGoAgain();
});
