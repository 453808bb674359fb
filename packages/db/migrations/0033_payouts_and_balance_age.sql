ALTER TABLE "allocation" DROP CONSTRAINT "allocation_kind_known";--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "balance_as_of" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "payout_id" uuid;--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "gateway" text;--> statement-breakpoint
CREATE INDEX "attempt_accepted" ON "attempt" USING brin ("accepted_at");--> statement-breakpoint
CREATE INDEX "payment_received" ON "payment" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "payment_paid_out" ON "payment" USING btree ("payout_id") WHERE payout_id is not null;--> statement-breakpoint
CREATE INDEX "payment_not_paid_out" ON "payment" USING btree ("source","value_date") WHERE payout_id is null and source like 'gateway:%';--> statement-breakpoint
CREATE INDEX "statement_line_done" ON "statement_line" USING btree ("booking_date","id") WHERE rest = 0 and is_in;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_of_gateway" CHECK (("allocation"."kind" = 'payout') = ("allocation"."gateway" is not null));--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_kind_known" CHECK ("allocation"."kind" in ('account', 'refund', 'aside', 'split', 'payout'));