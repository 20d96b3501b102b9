/* `policyc show`: one policy in one of its forms. */
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "site/fo_document.h"
#include "tree/site.h"

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

/* What stands around a policy's XSL-FO is the project's templates, in which something may be wrong. */
static int write_fo_document(struct buffer *out, struct suite *suite, const struct policy *policy,
			     const struct edition *edition, const struct settings *settings)
{
	struct findings findings;
	struct fault fault = {0};
	if (fo_document_show(suite, policy, edition, &findings, &fault, out))
		return STATUS_FINE;
	findings_show(&findings, suite, settings, 1);
	buffer_clear(out);
	if (!fault_is_set(&fault))
		return STATUS_FINDINGS;
	complain("%.*s", TEXT_ARGUMENTS(fault.message));
	return STATUS_FILES;
}

static int write_form(struct buffer *out, struct suite *suite, const struct policy *policy,
		      const struct settings *settings)
{
	/* As from the policy's own page in a site. */
	struct edition edition = {.site = suite->site, .root = "../../"};
	if (settings->form == FORM_FO)
		return write_fo_document(out, suite, policy, &edition, settings);
	forms[settings->form].write(out, policy, &edition);
	return STATUS_FINE;
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
			status = write_form(&out, &suite, policy, settings);
			if (status == STATUS_FINE)
				status = print_out(buffer_text(&out));
		}
		buffer_release(&out);
		/* What it is shown with, or the policy itself, may be missing. */
		if (suite.could_not_read)
			status = STATUS_FILES;
	}
	suite_release(&suite);
	return status;
}
