/* A baseline: any bytes in its place, and after those the one that the report itself gives. */
#include "diag/baseline.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char faulty_policy[] =
	"---\nref: CMICB_Clin900\ntitle: T\nprofile: cm-2023\ncategory: \"3\"\nstatus: draft\n"
	"version: x y\nunknown: 1\n---\n\n## Coding\n\n1. OPCS-4\n   - V5 a\n   - V53 a\n   "
	"- V53 b\n\n[](#) {{include none@1}}\n";

static void promise_counts(const struct report *report)
{
	promise(report->errors + report->warnings + report->infos + report->accepted == report->count,
		"%zu errors, %zu warnings, %zu infos and %zu accepted of %zu findings", report->errors,
		report->warnings, report->infos, report->accepted, report->count);
}

static void apply(struct suite *trial, struct report *report, struct text bytes)
{
	struct buffer why = BUFFER_EMPTY;

	bool is_good = baseline_apply(report, &trial->arena, "baseline.json", bytes, &why);
	promise(is_good == (why.length == 0), "a baseline is refused without a word, or taken with one");
	promise_counts(report);
	buffer_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct report report;
	struct buffer written = BUFFER_EMPTY;

	trial_begin(&trial);
	trial_add(&trial, "policies/CMICB_Clin900.md", text_of(faulty_policy), false);
	trial_report(&trial, &report);
	baseline_write(&report, &written);
	apply(&trial, &report, (struct text){(const char *)bytes, size});
	apply(&trial, &report, buffer_text(&written));
	promise(report.accepted == report.count, "a report's own baseline leaves %zu findings",
		report.count - report.accepted);
	buffer_release(&written);
	trial_end(&trial);
	return 0;
}
