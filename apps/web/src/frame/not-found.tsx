import { EmptyState } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";

export function NotFound() {
  return (
    <main className="min-h-dvh bg-bg">
      <EmptyState icon={<Compass />} title="There is no such page">
        The link may be old, or what it led to is gone.{" "}
        <Link to="/" className="font-medium text-accent underline-offset-2 hover:underline">
          Go to the start
        </Link>
      </EmptyState>
    </main>
  );
}
