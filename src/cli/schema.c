/* `policyc schema`: a JSON Schema or the RELAX NG schema. */
#include "base/nearest.h"
#include "cli/command.h"

/* "policy.json" is the schema "policy". */
static bool is_called(const char *name, const char *schema)
{
	struct text text = text_of(name), ending = TEXT(".json");
	if (text_ends(text, ending))
		text.length -= ending.length;
	return text_is(text, schema);
}

int command_schema(const struct settings *settings)
{
	const char *name = settings->argument_count ? settings->arguments[0] : "policy";
	for (size_t i = 0; i < SCHEMA_COUNT; i++) {
		if (!is_called(name, schemas[i].name))
			continue;
		struct buffer out = BUFFER_EMPTY;
		schemas[i].write(&out, TEXT(""));
		int status = print_out(buffer_text(&out));
		buffer_release(&out);
		return status;
	}
	struct nearest nearest;
	nearest_init(&nearest, text_of(name));
	for (size_t i = 0; i < SCHEMA_COUNT; i++)
		nearest_offer(&nearest, text_of(schemas[i].name));
	complain("there is no schema \"%s\"%s%s%s There are policy, policies, codes, changes and diff (JSON Schema), "
		 "and policy.rng "
		 "(RELAX NG)",
		 name, nearest.best.bytes ? "; did you mean \"" : "", nearest.best.bytes ? nearest.best.bytes : "",
		 nearest.best.bytes ? "\"?" : ".");
	return STATUS_USAGE;
}
