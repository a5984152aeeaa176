-- A command that answers nothing goes with its batch like any other: JSON null reads as no value where a batch is written together.
ALTER TABLE "command" ALTER COLUMN "reply" DROP NOT NULL;