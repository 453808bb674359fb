CREATE TABLE "refused_notice" (
	"provider" text NOT NULL,
	"place" text NOT NULL,
	"why" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refused_notice_provider_place_pk" PRIMARY KEY("provider","place"),
	CONSTRAINT "refused_notice_place_known" CHECK ("refused_notice"."place" in ('status', 'inbound', 'payment')),
	CONSTRAINT "refused_notice_positive" CHECK ("refused_notice"."count" > 0)
);
