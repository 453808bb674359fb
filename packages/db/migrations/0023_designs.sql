CREATE TABLE "template_image" (
	"id" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"width_px" integer NOT NULL,
	"height_px" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_image_id_form" CHECK ("template_image"."id" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "template_image_type_known" CHECK ("template_image"."media_type" in ('image/png', 'image/jpeg', 'image/gif')),
	CONSTRAINT "template_image_size" CHECK (least("template_image"."width_px", "template_image"."height_px") > 0)
);
--> statement-breakpoint
ALTER TABLE "template_version" ADD COLUMN "html" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "portfolio" ADD COLUMN "registration" text;--> statement-breakpoint
ALTER TABLE "portfolio" ADD COLUMN "pay_to" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox_message" ADD COLUMN "html" "bytea";--> statement-breakpoint
ALTER TABLE "portfolio" ADD CONSTRAINT "portfolio_pay_to_is_object" CHECK (jsonb_typeof("portfolio"."pay_to") = 'object');