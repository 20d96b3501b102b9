/* stages FOLDER [TIMES]: what each stage costs for each policy of a project folder, in microseconds: the middle one of
 * so many measurements, on one thread; of more policies than fit beside each other only the mean. What each group of
 * checks costs: alone, each with a walk of its own, which is all that Source and Housekeeping have here. Below it the
 * bytes and nodes of the tree, what each writer gives, and what the steps of the whole suite cost for each policy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "check/check.h"
#include "load/suite.h"
#include "parse/front_matter.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "read/policy.h"
#include "tree/fingerprint.h"
#include "write/write.h"

#define TIMES_MOST 1000

enum stage {
	STAGE_SAFETY,
	STAGE_FRONT_MATTER,
	STAGE_MARKDOWN,
	STAGE_READ, /* the three above and what is between them */
	STAGE_COMPLETE,
	STAGE_FINGERPRINT,
	STAGE_CHECK,
	STAGE_JSON,
	STAGE_XML,
	STAGE_FO,
	STAGE_HTML,
	STAGE_TEXT,
	STAGE_COUNT
};

static const struct {
	const char *name;
	void (*write)(struct buffer *, const struct policy *, const struct edition *);
} stages[STAGE_COUNT] = {
	[STAGE_SAFETY] = {"  bytes safe and bounded", NULL},
	[STAGE_FRONT_MATTER] = {"  front matter to values", NULL},
	[STAGE_MARKDOWN] = {"  Markdown to blocks", NULL},
	[STAGE_READ] = {"read", NULL},
	[STAGE_COMPLETE] = {"complete (blocks, criteria, codes…)", NULL},
	[STAGE_FINGERPRINT] = {"fingerprint", NULL},
	[STAGE_CHECK] = {"check", NULL},
	[STAGE_JSON] = {"write JSON", write_json},
	[STAGE_XML] = {"write XML", write_xml},
	[STAGE_FO] = {"write XSL-FO", write_fo},
	[STAGE_HTML] = {"write HTML", write_html},
	[STAGE_TEXT] = {"write text", write_text},
};

struct measured {
	double times[STAGE_COUNT][TIMES_MOST]; /* microseconds */
	double groups[GROUP_COUNT][TIMES_MOST];
	size_t sizes[STAGE_COUNT]; /* bytes that a writer gave */
	size_t bytes, body, arena, nodes;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* The parts of policy_read, each on its own. */
static void measure_parts(struct measured *measured, size_t run, const struct source *source)
{
	struct arena arena = ARENA_EMPTY;
	struct findings findings;
	double began = now();

	findings_init(&findings, &arena, TEXT(""));
	bytes_are_safe(source, &findings);
	double safe = now();
	struct front_matter front = front_matter_read(&arena, source, &findings);
	double values = now();
	markdown_is_bounded(source, front.body, source->bytes.length, &findings);
	double bounded = now();
	markdown_read(&arena, source, front.body, source->bytes.length, &findings);
	measured->times[STAGE_MARKDOWN][run] = now() - bounded;
	measured->times[STAGE_FRONT_MATTER][run] = values - safe;
	measured->times[STAGE_SAFETY][run] = (safe - began) + (bounded - values);
	measured->body = source->bytes.length - front.body;
	arena_release(&arena);
}

/* The rules of each group, on a policy that nothing was found in yet. */
static void measure_groups(struct measured *measured, size_t run, const struct suite *suite,
			   const struct policy *loaded)
{
	struct policy *policy = policy_read(loaded->source.path, loaded->source.bytes, false);

	policy_complete(policy, suite);
	for (int group = 0; group < GROUP_COUNT; group++) {
		double began = now();
		policy_check_groups(policy, suite, 1u << group);
		measured->groups[group][run] = now() - began;
	}
	policy_free(policy);
}

static void measure_writers(struct measured *measured, size_t run, const struct suite *suite,
			    const struct policy *policy)
{
	const struct edition edition = {.site = suite->site, .root = "../../"};

	for (int stage = STAGE_JSON; stage < STAGE_COUNT; stage++) {
		struct buffer out = BUFFER_EMPTY;
		double began = now();
		stages[stage].write(&out, policy, &edition);
		measured->times[stage][run] = now() - began;
		measured->sizes[stage] = out.length;
		buffer_release(&out);
	}
}

static size_t count_nodes(const struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	size_t count = 0;

	while (walk_next(&walk))
		count += walk.is_entering;
	return count;
}

static void measure(struct measured *measured, size_t run, const struct suite *suite, const struct policy *loaded)
{
	double began = now();
	struct policy *policy = policy_read(loaded->source.path, loaded->source.bytes, false);
	double read = now();
	policy_complete(policy, suite);
	double complete = now();
	policy_fingerprint(policy);
	double known = now();
	policy_check(policy, suite);
	measured->times[STAGE_CHECK][run] = now() - known;
	measured->times[STAGE_FINGERPRINT][run] = known - complete;
	measured->times[STAGE_COMPLETE][run] = complete - read;
	measured->times[STAGE_READ][run] = read - began;
	measure_writers(measured, run, suite, policy);
	measure_parts(measured, run, &loaded->source);
	measure_groups(measured, run, suite, loaded);
	measured->bytes = loaded->source.bytes.length;
	measured->arena = arena_size(&policy->arena);
	measured->nodes = count_nodes(policy);
	policy_free(policy);
}

static int compare_times(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

/* So many policies have a column each. */
#define COLUMNS_MOST 8

/* A row of measurements: the middle one of each policy, and the mean of those. */
#define PRINT_TIMES(name, member)                                      \
	do {                                                           \
		double sum = 0;                                        \
		printf("%-36s", name);                                 \
		for (size_t i = 0; i < count; i++) {                   \
			double *all = measured[i]->member;             \
			qsort(all, times, sizeof *all, compare_times); \
			sum += all[times / 2];                         \
			if (count <= COLUMNS_MOST)                     \
				printf(" %9.1f", all[times / 2]);      \
		}                                                      \
		printf(" %9.1f\n", sum / (double)count);               \
	} while (0)

#define PRINT_SIZES(name, member)                                     \
	do {                                                          \
		size_t total = 0;                                     \
		printf("%-36s", name);                                \
		for (size_t i = 0; i < count; i++) {                  \
			total += measured[i]->member;                 \
			if (count <= COLUMNS_MOST)                    \
				printf(" %9zu", measured[i]->member); \
		}                                                     \
		printf(" %9zu\n", total / count);                     \
	} while (0)

static void print_table(const struct suite *suite, struct measured *const *measured, size_t times)
{
	size_t count = suite->policy_count;

	printf("%-36s", "microseconds");
	for (size_t i = 0; i < count && count <= COLUMNS_MOST; i++)
		printf(" %9.*s", 9, suite->policies[i]->file_ref + strlen(suite->policies[i]->file_ref) - 3);
	printf(" %9s\n", "mean");
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		PRINT_TIMES(stages[stage].name, times[stage]);
	for (int group = 0; group < GROUP_COUNT; group++) {
		char name[64];
		snprintf(name, sizeof name, "checks: %s", check_group_name((enum check_group)group));
		PRINT_TIMES(name, groups[group]);
	}
	PRINT_SIZES("bytes: source", bytes);
	PRINT_SIZES("bytes: body of it", body);
	PRINT_SIZES("bytes: arena", arena);
	PRINT_SIZES("nodes", nodes);
	PRINT_SIZES("bytes: JSON", sizes[STAGE_JSON]);
	PRINT_SIZES("bytes: XML", sizes[STAGE_XML]);
	PRINT_SIZES("bytes: XSL-FO", sizes[STAGE_FO]);
	PRINT_SIZES("bytes: HTML", sizes[STAGE_HTML]);
}

/* What is left when the policies have been checked, for each of them. */
static void print_suite(struct suite *suite)
{
	struct report report;

	for (size_t i = 0; i < suite->policy_count; i++)
		policy_check(suite->policies[i], suite);
	double began = now();
	suite_check(suite);
	double checked = now();
	suite_report(suite, 1, &report);
	double each = (double)suite->policy_count;
	printf("%-36s %9.1f\n", "suite: rules across policies", (checked - began) / each);
	printf("%-36s %9.1f\n", "suite: one report of all findings", (now() - checked) / each);
}

int main(int count, char **words)
{
	uint32_t times = 301;
	struct suite suite = {0};

	if (count < 2 || (count > 2 && (!text_to_number(text_of(words[2]), TIMES_MOST, &times) || times == 0))) {
		fputs("usage: stages FOLDER [TIMES]\n", stderr);
		return 2;
	}
	const struct suite_options options = {.root = words[1], .today = {2026, 11, 21}, .threads = 1};
	markdown_set_up();
	suite_load(&suite, &options);
	if (suite.policy_count == 0) {
		fprintf(stderr, "%s holds no policy\n", words[1]);
		return 2;
	}
	suite_prepare_checks(&suite);
	struct measured **measured = memory_allocate_array(suite.policy_count, sizeof *measured);
	for (size_t i = 0; i < suite.policy_count; i++) {
		measured[i] = memory_allocate(sizeof **measured);
		for (uint32_t run = 0; run < times; run++)
			measure(measured[i], run, &suite, suite.policies[i]);
	}
	print_table(&suite, measured, times);
	print_suite(&suite);
	for (size_t i = 0; i < suite.policy_count; i++)
		free(measured[i]);
	free(measured);
	suite_release_checks(&suite);
	suite_release(&suite);
	markdown_tear_down();
	return 0;
}
