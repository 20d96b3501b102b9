#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "write/write.h"

int command_schema(const struct settings *settings)
{
	const char *name = settings->argument_count ? settings->arguments[0] : "policy";
	struct buffer out = BUFFER_EMPTY;
	int status;
	if (strcmp(name, "policy") == 0 || strcmp(name, "policy.json") == 0) {
		write_policy_schema(&out, TEXT(""));
		status = print_out(buffer_text(&out));
	} else if (strcmp(name, "policy.rng") == 0) {
		write_policy_relaxng(&out);
		status = print_out(buffer_text(&out));
	} else {
		struct nearest nearest;
		nearest_init(&nearest, text_of(name));
		nearest_offer(&nearest, TEXT("policy"));
		nearest_offer(&nearest, TEXT("policy.rng"));
		complain("there is no schema \"%s\"%s%s%s There are policy (JSON Schema) and policy.rng (RELAX NG)",
			 name, nearest.best.bytes ? "; did you mean \"" : "",
			 nearest.best.bytes ? nearest.best.bytes : "", nearest.best.bytes ? "\"?" : ".");
		status = STATUS_USAGE;
	}
	buffer_release(&out);
	return status;
}
