#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "diff/diff.h"
#include "tree/site.h"
#include "write/diff.h"

/* The policy that was read from an argument: the argument's path ends with its source's. */
static struct policy *policy_of_path(struct suite *suite, const char *argument)
{
	const char *below = strcmp(argument, "-") == 0 ? NULL : path_below(&suite->arena, suite->root, argument);
	for (size_t i = 0; i < suite->policy_count; i++) {
		const char *path = suite->policies[i]->source.path;
		if (strcmp(path, argument) == 0 || (below && strcmp(path, below) == 0))
			return suite->policies[i];
	}
	return NULL;
}

int command_diff(const struct settings *settings)
{
	struct suite suite;
	struct arena arena = ARENA_EMPTY;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		struct policy *old = policy_of_path(&suite, settings->arguments[0]);
		struct policy *new = policy_of_path(&suite, settings->arguments[1]);
		struct buffer out = BUFFER_EMPTY;
		if (!old || !new) {
			complain("%s is no policy's file", settings->arguments[old ? 1 : 0]);
			status = STATUS_USAGE;
		} else {
			struct diff_pair pair = {
				{old, settings->arguments[0]},
				{new, settings->arguments[1]},
				diff_policies(&arena, old, new),
				false,
			};
			write_diff_text(&out, &pair, false);
			status = print_out(buffer_text(&out));
			if (status == STATUS_FINE && pair.difference->shown)
				status = STATUS_FINDINGS;
		}
		buffer_release(&out);
	}
	arena_release(&arena);
	suite_release(&suite);
	return status;
}
