#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "tree/dump.h"
#include "tree/site.h"
#include "write/write.h"

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

static void write_form(struct buffer *out, const struct policy *policy, const struct site *site, enum show_form form)
{
	/* As from the policy's own page in a site. */
	struct edition edition = {.site = site, .root = "../../"};
	static void (*const writers[SHOW_COUNT])(struct buffer *, const struct policy *, const struct edition *) = {
		[SHOW_JSON] = write_json, [SHOW_XML] = write_xml,   [SHOW_FO] = write_fo,
		[SHOW_HTML] = write_html, [SHOW_TEXT] = write_text,
	};
	if (form == SHOW_AST)
		policy_dump(out, policy);
	else
		writers[form](out, policy, &edition);
}

int command_show(const struct settings *settings)
{
	struct suite suite;
	int status = suite_open(&suite, settings);
	if (status == STATUS_FINE) {
		struct policy *policy = policy_of_path(&suite, settings->arguments[0]);
		struct buffer out = BUFFER_EMPTY;
		if (!policy) {
			complain("%s is no policy's file", settings->arguments[0]);
			status = STATUS_USAGE;
		} else if (!policy->is_readable) {
			complain("%s can't be shown: `policyc check %s` says what is wrong with it",
				 settings->arguments[0], settings->arguments[0]);
			status = STATUS_FINDINGS;
		} else {
			write_form(&out, policy, suite.site, settings->form);
			status = print_out(buffer_text(&out));
		}
		buffer_release(&out);
	}
	suite_release(&suite);
	return status;
}
