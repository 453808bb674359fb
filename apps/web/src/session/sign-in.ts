import { send } from "../server/call.ts";
import { RequestFailed } from "../server/request-failed.ts";

/** Signing in and out are better-auth's own routes, which answer in their own form. */
export async function signIn(email: string, password: string): Promise<void> {
  try {
    await send("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
  } catch (error) {
    if (error instanceof RequestFailed && error.code === "offline") throw error;
    throw new RequestFailed({
      code: "not-signed-in",
      message: "That e-mail and password do not belong together. Check both and try again.",
      cause: error,
    });
  }
}

export async function signOut(): Promise<void> {
  await send("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}
