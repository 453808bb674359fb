DROP INDEX "attempt_merging";--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "portfolio_id" uuid;--> statement-breakpoint
-- The portfolio of the first account, as the sender judges a message that names several.
update "attempt" set "portfolio_id" = "account"."portfolio_id" from "account" where "account"."id" = "attempt"."account_ids"[1];--> statement-breakpoint
ALTER TABLE "attempt" ALTER COLUMN "portfolio_id" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_merging" ON "attempt" USING btree ("shard","debtor_id","portfolio_id","purpose","channel","planned_for") WHERE status = 'planned' and merges;
