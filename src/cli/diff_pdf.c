/* policyc diff --format=pdf: the changes as a PDF, with the templates of the project here. */
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/diff_pdf.h"
#include "load/suite.h"
#include "site/redline.h"

static int put_pdf(const struct settings *settings, struct text bytes)
{
	int error = settings->output ? file_write(settings->output, bytes) : 0;
	if (!settings->output)
		return print_out(bytes);
	if (error)
		complain("%s can't be written: %s", settings->output, strerror(error));
	return error ? STATUS_FILES : STATUS_FINE;
}

static int make_pdf(struct suite *suite, const struct settings *settings, const struct diff_pair *pair)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct findings findings;
	struct fault fault = {0};
	int status = STATUS_FINDINGS;
	if (redline_pdf(suite, pair, &findings, &fault, &bytes)) {
		status = put_pdf(settings, buffer_text(&bytes));
	} else {
		findings_show(&findings, suite, settings, 1);
		if (fault_is_set(&fault)) {
			complain("%.*s", TEXT_ARGUMENTS(fault.message));
			status = STATUS_FILES;
		}
	}
	buffer_release(&bytes);
	return status;
}

int diff_write_pdf(const struct settings *settings, const char *root, const struct diff_pair *pairs, size_t count)
{
	struct suite suite = {0};
	if (count != 1 || !pairs[0].old.policy || !pairs[0].new.policy) {
		complain("--format=pdf shows two versions of one policy; name the two, such as "
			 "policies/versions/REF@1.md and policies/REF.md");
		return STATUS_USAGE;
	}
	suite.root = root;
	struct suite_options options = {.root = root, .today = settings->as_of, .threads = settings->threads};
	suite_load(&suite, &options);
	int status = make_pdf(&suite, settings, &pairs[0]);
	suite_release(&suite);
	return status;
}
