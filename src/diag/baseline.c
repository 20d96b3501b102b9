#include "diag/baseline.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/map.h"
#include "base/memory.h"

static int compare_identities(const void *first, const void *second)
{
	const struct finding *a = *(struct finding *const *)first, *b = *(struct finding *const *)second;

	return strcmp(a->identity, b->identity);
}

void baseline_write(const struct report *report, struct buffer *out)
{
	struct json_writer writer, *json = &writer;
	struct finding **sorted = memory_allocate_array(report->count, sizeof(struct finding *));

	report_identify(report);
	if (report->count)
		memcpy(sorted, report->findings, report->count * sizeof(struct finding *));
	qsort(sorted, report->count, sizeof(struct finding *), compare_identities);
	json_write_begin(json, out, true);
	json_write_object_begin(json);
	json_write_member_integer(json, "policyc_baseline", BASELINE_VERSION);
	json_write_name(json, "findings");
	json_write_array_begin(json);
	for (size_t i = 0; i < report->count; i++) {
		if (sorted[i]->accepted.bytes && !sorted[i]->is_known)
			continue;
		json_write_object_begin(json);
		json_write_member(json, "id", text_of(sorted[i]->identity));
		json_write_member(json, "check", text_of(check_descriptions[sorted[i]->check].id));
		json_write_member(json, "policy", sorted[i]->owner);
		json_write_member(json, "message", sorted[i]->message);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_end(json);
	free(sorted);
}

/* The identities of a baseline into a map; false where an entry has none. */
static bool gather(json_t *findings, struct map *known)
{
	size_t index;
	json_t *entry;

	json_array_foreach(findings, index, entry)
	{
		const char *id = json_string_value(json_object_get(entry, "id"));
		if (!id)
			return false;
		map_set(known, text_of(id), entry);
	}
	return true;
}

static void accept_known(struct report *report, struct arena *arena, const char *path, const struct map *known)
{
	struct text reason = arena_format(arena, "known before: it stands in %s", path);

	report_identify(report);
	for (size_t i = 0; i < report->count; i++) {
		struct finding *finding = report->findings[i];
		if (finding->accepted.bytes || !map_get(known, text_of(finding->identity)))
			continue;
		finding->accepted = reason;
		finding->is_known = true;
		report->accepted++;
		report->errors -= finding->severity == SEVERITY_ERROR;
		report->warnings -= finding->severity == SEVERITY_WARNING;
		report->infos -= finding->severity == SEVERITY_INFO;
	}
}

bool baseline_apply(struct report *report, struct arena *arena, const char *path, struct text bytes, struct buffer *why)
{
	json_error_t error;
	json_t *root = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, &error);
	json_t *version = json_object_get(root, "policyc_baseline"), *findings = json_object_get(root, "findings");
	struct map known = MAP_EMPTY;
	bool is_good = false;

	if (!root)
		buffer_append_format(
			why,
			"%s:%d:%d: this is no baseline, because it is not JSON; write it anew with --write-baseline",
			path, error.line, error.column);
	else if (!json_is_integer(version) || !json_is_array(findings))
		buffer_append_format(why, "%s: this is no baseline; write one with --write-baseline", path);
	else if (json_integer_value(version) != BASELINE_VERSION)
		buffer_append_format(
			why,
			"%s: this baseline was written by another version of policyc, whose findings can't be "
			"compared with these; write it anew with --write-baseline",
			path);
	else if (!gather(findings, &known))
		buffer_append_format(
			why, "%s: an entry of this baseline has no id; write it anew with --write-baseline", path);
	else
		is_good = true;
	if (is_good)
		accept_known(report, arena, path, &known);
	map_release(&known);
	json_decref(root);
	return is_good;
}
