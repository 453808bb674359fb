ALTER TABLE "account" ADD COLUMN "principal_at_default" bigint;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "charges_since_default" bigint;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "charges_above" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_figures_not_negative" CHECK (least("account"."principal_at_default", "account"."charges_since_default") >= 0);