ALTER TABLE "feed_run" ALTER COLUMN "portfolio_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_run" ALTER COLUMN "mapping_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_run" ALTER COLUMN "mapping" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_run" ALTER COLUMN "kind" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_run" ADD CONSTRAINT "feed_run_mapped" CHECK ("feed_run"."status" not in ('importing', 'confirming', 'done') or ("feed_run"."mapping" is not null and "feed_run"."kind" is not null));